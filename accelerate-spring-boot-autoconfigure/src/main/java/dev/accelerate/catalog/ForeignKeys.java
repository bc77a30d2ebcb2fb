package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import dev.accelerate.sql.TableReach;
import dev.accelerate.sql.TableReach.Change;

/**
 * Foreign keys by which a database itself changes rows, as the information schema of the
 * SQL standard describes them.
 */
final class ForeignKeys {

	private ForeignKeys() {
	}

	/**
	 * Adds the foreign keys that a query finds.
	 * @param sql a query for the referenced table, the referencing one, the rule on
	 * deletion, and that on update
	 */
	static void add(Connection connection, String sql, DatabaseCatalog.Builder catalog) throws SQLException {
		CatalogReader.forEach(connection, sql,
				(row) -> add(catalog.reach(), row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
	}

	/**
	 * Adds one foreign key.
	 */
	static void add(TableReach.Builder reach, String parent, String child, String onDelete, String onUpdate) {
		add(reach, parent, Change.DELETE, child, onDelete);
		add(reach, parent, Change.UPDATE, child, onUpdate);
	}

	private static void add(TableReach.Builder reach, String parent, Change change, String child, String rule) {
		if (Set.of("CASCADE", "SET NULL", "SET DEFAULT").contains(rule)) {
			reach.foreignKey(parent, change, child, rule.equals("CASCADE"));
		}
	}

}
