package dev.accelerate.invalidation.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;

/**
 * Definition of the table of the log, from the script {@code schema-@@platform@@.sql}
 * beside this class.
 */
public final class TableSchema {

	/**
	 * Times to try. Two nodes that create the table at once may hinder each other, even
	 * though it is created only if it does not exist.
	 */
	private static final int TRIES = 3;

	private TableSchema() {
	}

	/**
	 * Creates the table if it does not exist.
	 * @param connections the data source of its database
	 * @param settings the name of the table
	 */
	public static void create(DataSource connections, TableSettings settings) {
		SQLException last = null;
		for (int i = 0; i < TRIES; i++) {
			try (Connection connection = connections.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(ddl(LogTable.of(connection, settings)));
				if (!connection.getAutoCommit()) {
					connection.commit();
				}
				return;
			}
			catch (SQLException ex) {
				last = ex;
			}
		}
		throw new AccelerateException(ErrorCode.P6001,
				"The table " + settings.name() + " of the invalidation log could not be created. Create it with "
						+ "another user, and set accelerate.invalidation.table.initialize-schema=never.",
				last);
	}

	/**
	 * Returns the statement that creates the table.
	 * @param connections the data source of its database
	 * @param settings the name of the table
	 * @return the statement
	 */
	public static String ddl(DataSource connections, TableSettings settings) {
		try (Connection connection = connections.getConnection()) {
			return ddl(LogTable.of(connection, settings));
		}
		catch (SQLException ex) {
			throw new AccelerateException(ErrorCode.P6001,
					"The database of the invalidation log cannot be reached. Check its data source.", ex);
		}
	}

	static String ddl(LogTable table) {
		String script = "schema-" + table.dialect().platform() + ".sql";
		try (InputStream text = TableSchema.class.getResourceAsStream(script)) {
			if (text == null) {
				throw new IllegalStateException("The class path lacks " + script);
			}
			return new String(text.readAllBytes(), StandardCharsets.UTF_8)
				.replace(TableSettings.DEFAULT_NAME, table.name())
				.strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
