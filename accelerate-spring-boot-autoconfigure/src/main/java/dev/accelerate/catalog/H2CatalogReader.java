package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@link CatalogReader} of H2. Names are written in upper case, because a database may be
 * set up to tell them apart by it.
 */
final class H2CatalogReader implements CatalogReader {

	private static final String TABLES = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES "
			+ "WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'";

	private static final String VIEWS = "SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS "
			+ "WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'";

	private static final String FOREIGN_KEYS = "SELECT P.TABLE_NAME, C.TABLE_NAME, R.DELETE_RULE, R.UPDATE_RULE "
			+ "FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS C "
			+ "ON C.CONSTRAINT_SCHEMA = R.CONSTRAINT_SCHEMA AND C.CONSTRAINT_NAME = R.CONSTRAINT_NAME "
			+ "JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS P ON P.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA "
			+ "AND P.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME";

	private static final String SYNONYMS = "SELECT SYNONYM_NAME, SYNONYM_FOR FROM INFORMATION_SCHEMA.SYNONYMS";

	private static final String TRIGGERS = "SELECT EVENT_OBJECT_TABLE FROM INFORMATION_SCHEMA.TRIGGERS";

	private static final String FUNCTIONS = "SELECT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES "
			+ "WHERE ROUTINE_TYPE = 'FUNCTION' AND IS_DETERMINISTIC = 'NO'";

	@Override
	public void read(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException {
		CatalogReader.forEach(connection, TABLES, (row) -> catalog.table(row.getString(1)));
		CatalogReader.forEach(connection, SYNONYMS, (row) -> {
			catalog.table(row.getString(1));
			catalog.reach().covers(row.getString(1), Set.of(row.getString(2)));
		});
		Map<String, String> views = new HashMap<>();
		CatalogReader.forEach(connection, VIEWS, (row) -> views.put(row.getString(1), row.getString(2)));
		ViewDefinitions.add(views, catalog);
		ForeignKeys.add(connection, FOREIGN_KEYS, catalog);
		CatalogReader.forEach(connection, TRIGGERS, (row) -> catalog.trigger(row.getString(1)));
		CatalogReader.forEach(connection, FUNCTIONS, (row) -> catalog.volatileFunction(row.getString(1)));
	}

}
