package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Reader of the catalog of one kind of database. It reads all tables with a few
 * statements.
 */
interface CatalogReader {

	/**
	 * Seconds that each statement may take.
	 */
	int TIMEOUT = 10;

	/**
	 * Adds all that the database behind a connection knows.
	 */
	void read(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException;

	/**
	 * Returns the reader for the database behind a connection.
	 */
	static CatalogReader of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
		return switch (product) {
			case "postgresql" -> new PostgresCatalogReader();
			case "h2" -> new H2CatalogReader();
			case "mysql", "mariadb" -> new MariaDbCatalogReader();
			default -> new JdbcCatalogReader();
		};
	}

	/**
	 * Hands every row of a query to a consumer.
	 */
	static void forEach(Connection connection, String sql, Row row) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(TIMEOUT);
			try (ResultSet result = statement.executeQuery(sql)) {
				while (result.next()) {
					row.accept(result);
				}
			}
		}
	}

	/**
	 * Consumer of rows.
	 */
	@FunctionalInterface
	interface Row {

		/**
		 * Takes the current row of a result.
		 */
		void accept(ResultSet row) throws SQLException;

	}

}
