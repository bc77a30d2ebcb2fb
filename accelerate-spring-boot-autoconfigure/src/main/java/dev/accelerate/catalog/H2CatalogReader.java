package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@link CatalogReader} of H2. Its statements write names in upper case, because a
 * database may be set up to distinguish case.
 */
final class H2CatalogReader implements CatalogReader {

	/**
	 * Tables. What is not kept in this database, such as a linked table, may have
	 * triggers that only its own database knows.
	 */
	private static final String TABLES = "SELECT TABLE_NAME, STORAGE_TYPE IN ('MEMORY', 'CACHED', 'GLOBAL TEMPORARY', "
			+ "'LOCAL TEMPORARY'), TABLE_TYPE = 'BASE TABLE' FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'";

	/**
	 * Columns that are computed from others or when they change. A domain may say that,
	 * too. They are read apart from the tables, because H2 has no index for a join.
	 */
	private static final String COMPUTED = "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS "
			+ "WHERE IS_GENERATED <> 'NEVER' OR COLUMN_ON_UPDATE IS NOT NULL OR DOMAIN_NAME IS NOT NULL "
			+ "OR IS_IDENTITY = 'YES' OR DEFAULT_ON_NULL";

	private static final String VIEWS = "SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS "
			+ "WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'";

	/**
	 * Read apart from the foreign keys, because H2 has no index for a join of the two.
	 */
	private static final String CONSTRAINTS = "SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME "
			+ "FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS";

	private static final String FOREIGN_KEYS = "SELECT UNIQUE_CONSTRAINT_SCHEMA, UNIQUE_CONSTRAINT_NAME, "
			+ "CONSTRAINT_SCHEMA, CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE "
			+ "FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS";

	private static final String SYNONYMS = "SELECT SYNONYM_NAME, SYNONYM_FOR FROM INFORMATION_SCHEMA.SYNONYMS";

	private static final String TRIGGERS = "SELECT EVENT_OBJECT_TABLE FROM INFORMATION_SCHEMA.TRIGGERS";

	private static final String FUNCTIONS = "SELECT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES "
			+ "WHERE ROUTINE_TYPE = 'FUNCTION' AND IS_DETERMINISTIC = 'NO'";

	@Override
	public void read(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException {
		CatalogReader.forEach(connection, TABLES, (row) -> {
			catalog.table(row.getString(1));
			if (!row.getBoolean(2)) {
				catalog.untold(row.getString(1));
			}
			catalog.columns(row.getString(1), row.getBoolean(3));
		});
		CatalogReader.forEach(connection, COMPUTED, (row) -> catalog.computes(row.getString(1), row.getString(2)));
		CatalogReader.forEach(connection, SYNONYMS, (row) -> {
			catalog.table(row.getString(1));
			catalog.reach().covers(row.getString(1), Set.of(row.getString(2)));
		});
		Map<String, String> views = new HashMap<>();
		CatalogReader.forEach(connection, VIEWS, (row) -> views.put(row.getString(1), row.getString(2)));
		ViewDefinitions.add(views, catalog);
		foreignKeys(connection, catalog);
		CatalogReader.forEach(connection, TRIGGERS, (row) -> catalog.trigger(row.getString(1)));
		CatalogReader.forEach(connection, FUNCTIONS, (row) -> catalog.volatileFunction(row.getString(1)));
	}

	private static void foreignKeys(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException {
		Map<List<String>, String> tables = new HashMap<>();
		CatalogReader.forEach(connection, CONSTRAINTS,
				(row) -> tables.put(List.of(row.getString(1), row.getString(2)), row.getString(3)));
		CatalogReader.forEach(connection, FOREIGN_KEYS, (row) -> {
			String parent = tables.get(List.of(row.getString(1), row.getString(2)));
			String child = tables.get(List.of(row.getString(3), row.getString(4)));
			if (parent != null && child != null) {
				ForeignKeys.add(catalog.reach(), parent, child, row.getString(5), row.getString(6));
			}
		});
	}

}
