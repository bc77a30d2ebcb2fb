package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;

/**
 * Table of the log on one database. Statements name it with its schema, because
 * connections of other tenants may look elsewhere.
 *
 * @param dialect the SQL of the database
 * @param name the name with its schema, as statements have it
 */
record LogTable(LogDialect dialect, String name) {

	/**
	 * Finds out what database is behind a connection and in which schema the table is.
	 */
	static LogTable of(Connection connection, TableSettings settings) throws SQLException {
		LogDialect dialect = dialect(connection);
		String table = configured(settings.name(), dialect);
		if (settings.schema() != null) {
			return new LogTable(dialect, configured(settings.schema(), dialect) + "." + table);
		}
		String schema = dialect.schema(connection);
		if (schema == null) {
			throw new AccelerateException(ErrorCode.P6001,
					"The connections of the invalidation log have no schema. Set accelerate.invalidation.table.schema.");
		}
		return new LogTable(dialect, quoted(schema, dialect) + "." + table);
	}

	/**
	 * Returns the SQL of the database behind a connection.
	 */
	static LogDialect dialect(Connection connection) throws SQLException {
		DatabaseMetaData database = connection.getMetaData();
		String product = database.getDatabaseProductName();
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "postgresql" -> new PostgresLogDialect(connection);
			case "h2" -> new H2LogDialect();
			case "mariadb" -> new MySqlLogDialect("mariadb");
			case "mysql" -> new MySqlLogDialect("mysql");
			default -> throw new AccelerateException(ErrorCode.P6001,
					"The invalidation log cannot be a table of " + product
							+ ", only of PostgreSQL, H2, MariaDB or MySQL. Set accelerate.invalidation.log=local, or "
							+ "accelerate.invalidation.table.data-source to a data source of such a database.");
		};
	}

	/**
	 * Leaves a plain name as it is, so that it means what it means in the scripts of the
	 * application.
	 */
	private static String configured(String name, LogDialect dialect) {
		return TableSettings.isWord(name) ? name : quoted(name, dialect);
	}

	private static String quoted(String name, LogDialect dialect) {
		String quote = dialect.quote();
		return quote + name.replace(quote, quote + quote) + quote;
	}

	/**
	 * Describes the database behind a connection without anything secret.
	 */
	static String describe(Connection connection) throws SQLException {
		DatabaseMetaData database = connection.getMetaData();
		String url = String.valueOf(database.getURL()).split("[?;]", 2)[0].replaceFirst("//[^/]*@", "//");
		return database.getDatabaseProductName() + " at " + url;
	}

}
