package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@link CatalogReader} of MariaDB and MySQL. It reads only the database that the
 * connection is in, because a server may have many others.
 */
final class MariaDbCatalogReader implements CatalogReader {

	/**
	 * Tables. Most engines keep the rows of a table in it. Others have them in another
	 * table or another server, with triggers of its own.
	 */
	private static final String TABLES = "select table_name, "
			+ "engine not in ('InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'ROCKSDB', 'ndbcluster'), "
			+ "table_type = 'BASE TABLE' from information_schema.tables " + "where table_schema = database()";

	/**
	 * Columns that are computed from others or when they change.
	 */
	private static final String COMPUTED = "select table_name, column_name from information_schema.columns "
			+ "where table_schema = database() and (generation_expression <> '' or extra like '%on update%' "
			+ "or extra like '% GENERATED%' or extra like '%auto_increment%')";

	private static final String VIEWS = "select table_name, view_definition from information_schema.views "
			+ "where table_schema = database()";

	private static final String FOREIGN_KEYS = "select referenced_table_name, table_name, delete_rule, update_rule "
			+ "from information_schema.referential_constraints where constraint_schema = database()";

	private static final String TRIGGERS = "select event_object_table from information_schema.triggers "
			+ "where trigger_schema = database()";

	/**
	 * Privileges to see the triggers of all tables of a database, or of all databases.
	 * MySQL shows no trigger of another table.
	 */
	private static final String TRIGGER_PRIVILEGES = "select grantee, table_schema, current_user(), database() "
			+ "from information_schema.schema_privileges where privilege_type = 'TRIGGER' union all "
			+ "select grantee, null, current_user(), database() from information_schema.user_privileges "
			+ "where privilege_type = 'TRIGGER'";

	/**
	 * Whether MySQL may take from a user for one database what is granted for all.
	 */
	private static final String PARTIAL_REVOKES = "show variables where variable_name = 'partial_revokes' "
			+ "and value = 'ON'";

	/**
	 * Functions that may change data. The server does not check what a function is
	 * declared to do, and most are declared with the defaults, which are the second
	 * condition.
	 */
	private static final String FUNCTIONS = "select routine_name from information_schema.routines "
			+ "where routine_schema = database() and routine_type = 'FUNCTION' and (sql_data_access = 'MODIFIES SQL DATA' "
			+ "or (sql_data_access = 'CONTAINS SQL' and is_deterministic = 'NO'))";

	@Override
	public void read(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException {
		CatalogReader.forEach(connection, TABLES, (row) -> {
			catalog.table(row.getString(1));
			if (row.getBoolean(2)) {
				catalog.untold(row.getString(1));
			}
			catalog.columns(row.getString(1), row.getBoolean(3));
		});
		CatalogReader.forEach(connection, COMPUTED, (row) -> catalog.computes(row.getString(1), row.getString(2)));
		Map<String, String> views = new HashMap<>();
		CatalogReader.forEach(connection, VIEWS, (row) -> views.put(row.getString(1), row.getString(2)));
		ViewDefinitions.add(views, catalog);
		ForeignKeys.add(connection, FOREIGN_KEYS, catalog);
		CatalogReader.forEach(connection, TRIGGERS, (row) -> catalog.trigger(row.getString(1)));
		if (!seesTriggers(connection)) {
			catalog.hidesTriggers();
		}
		CatalogReader.forEach(connection, FUNCTIONS, (row) -> catalog.volatileFunction(row.getString(1)));
	}

	/**
	 * Returns whether the user of the connection is shown all triggers of the database.
	 * Privileges of roles do not count.
	 */
	private static boolean seesTriggers(Connection connection) throws SQLException {
		AtomicBoolean revokesPartly = new AtomicBoolean();
		CatalogReader.forEach(connection, PARTIAL_REVOKES, (row) -> revokesPartly.set(true));
		AtomicBoolean sees = new AtomicBoolean();
		CatalogReader.forEach(connection, TRIGGER_PRIVILEGES, (row) -> {
			String schema = row.getString(2);
			boolean covers = (schema != null) ? unescaped(schema).equals(row.getString(4)) : !revokesPartly.get();
			if (covers && row.getString(1).equals(grantee(row.getString(3)))) {
				sees.set(true);
			}
		});
		return sees.get();
	}

	/**
	 * Returns an account, such as {@code clerk@%}, as privileges name it.
	 */
	private static String grantee(String account) {
		int host = account.lastIndexOf('@');
		return "'" + account.substring(0, host) + "'@'" + account.substring(host + 1) + "'";
	}

	/**
	 * Returns the name of a database, which is a pattern in a privilege.
	 */
	private static String unescaped(String pattern) {
		return pattern.replace("\\_", "_").replace("\\%", "%");
	}

}
