package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link CatalogReader} of MariaDB and MySQL. It reads only the database that the
 * connection is in, because a server may have many others.
 */
final class MariaDbCatalogReader implements CatalogReader {

	private static final String TABLES = "select table_name from information_schema.tables "
			+ "where table_schema = database()";

	private static final String VIEWS = "select table_name, view_definition from information_schema.views "
			+ "where table_schema = database()";

	private static final String FOREIGN_KEYS = "select referenced_table_name, table_name, delete_rule, update_rule "
			+ "from information_schema.referential_constraints where constraint_schema = database()";

	private static final String TRIGGERS = "select event_object_table from information_schema.triggers "
			+ "where trigger_schema = database()";

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
		CatalogReader.forEach(connection, TABLES, (row) -> catalog.table(row.getString(1)));
		Map<String, String> views = new HashMap<>();
		CatalogReader.forEach(connection, VIEWS, (row) -> views.put(row.getString(1), row.getString(2)));
		ViewDefinitions.add(views, catalog);
		ForeignKeys.add(connection, FOREIGN_KEYS, catalog);
		CatalogReader.forEach(connection, TRIGGERS, (row) -> catalog.trigger(row.getString(1)));
		CatalogReader.forEach(connection, FUNCTIONS, (row) -> catalog.volatileFunction(row.getString(1)));
	}

}
