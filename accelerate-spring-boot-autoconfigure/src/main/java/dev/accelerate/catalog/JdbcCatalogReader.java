package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.accelerate.sql.TableReach.Change;

/**
 * {@link CatalogReader} of any database. It reads what JDBC tells of the connection's
 * schema: the foreign keys, but neither what is behind a view nor the triggers.
 */
final class JdbcCatalogReader implements CatalogReader {

	/**
	 * Nanoseconds that reading all foreign keys may take. JDBC tells those of one table
	 * at a time.
	 */
	private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

	@Override
	public void read(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException {
		catalog.hidesTriggers();
		DatabaseMetaData metaData = connection.getMetaData();
		List<String> tables = new ArrayList<>();
		try (ResultSet row = metaData.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
			while (row.next()) {
				String name = row.getString("TABLE_NAME");
				String type = String.valueOf(row.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
				catalog.table(name);
				if (type.contains("VIEW") || type.contains("SYNONYM") || type.contains("ALIAS")) {
					catalog.opaqueView(name);
				}
				else if (type.contains("TABLE") && !type.contains("SYSTEM")) {
					tables.add(name);
				}
			}
		}
		long begun = System.nanoTime();
		for (String table : tables) {
			if (System.nanoTime() - begun > LONGEST) {
				throw new SQLTimeoutException("The foreign keys of " + tables.size() + " tables take too long");
			}
			foreignKeys(connection, metaData, table, catalog);
		}
	}

	private static void foreignKeys(Connection connection, DatabaseMetaData metaData, String table,
			DatabaseCatalog.Builder catalog) throws SQLException {
		try (ResultSet row = metaData.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
			while (row.next()) {
				String parent = row.getString("PKTABLE_NAME");
				add(catalog, parent, Change.DELETE, table, row.getInt("DELETE_RULE"));
				add(catalog, parent, Change.UPDATE, table, row.getInt("UPDATE_RULE"));
			}
		}
	}

	private static void add(DatabaseCatalog.Builder catalog, String parent, Change change, String child, int rule) {
		if (rule == DatabaseMetaData.importedKeyCascade || rule == DatabaseMetaData.importedKeySetNull
				|| rule == DatabaseMetaData.importedKeySetDefault) {
			catalog.reach().foreignKey(parent, change, child, rule == DatabaseMetaData.importedKeyCascade);
		}
	}

}
