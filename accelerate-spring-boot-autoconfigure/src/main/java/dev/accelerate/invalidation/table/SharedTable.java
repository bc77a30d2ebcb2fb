package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.invalidation.InvalidationRecord;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Proof that two data sources lead to the same table of a log. Copies of a table have the
 * same rows, and a standby has them a moment later. So it takes the same server, and a
 * row of a random node that is written by one data source and found by the other.
 */
public final class SharedTable {

	private static final Log logger = LogFactory.getLog(SharedTable.class);

	/**
	 * For how many milliseconds a database may leave a request unanswered.
	 */
	private static final int PATIENCE = 10_000;

	private SharedTable() {
	}

	/**
	 * Returns why it is not proved that a persistence unit writes to the table that a
	 * data source of a log leads to.
	 * @param log the data source of the log
	 * @param unit the data source of the persistence unit, by which nothing is written
	 * @param settings the name of the table
	 * @return the reason, or {@code null} if it is proved
	 * @throws MissingInvalidationTableException if the data source of the log leads to no
	 * such table
	 */
	public static @Nullable String refusal(DataSource log, DataSource unit, TableSettings settings) {
		try (LogConnection opened = new LogConnection(log, PATIENCE)) {
			Connection connection = opened.get();
			LogTable table = LogTable.of(connection, settings);
			String node = UUID.randomUUID().toString();
			long id = write(connection, table, node);
			try (LogConnection other = new LogConnection(unit, PATIENCE)) {
				return refusal(connection, other.get(), table, id, node);
			}
		}
		catch (SQLException ex) {
			logger.debug("It cannot be proved that two data sources lead to one invalidation log", ex);
			return "it cannot be read by both: " + ex.getMessage();
		}
	}

	/**
	 * Asks both in the way that both have the rights for.
	 */
	private static @Nullable String refusal(Connection log, Connection unit, LogTable table, long id, String node)
			throws SQLException {
		LogDialect dialect = LogTable.dialect(unit);
		if (!dialect.platform().equals(table.dialect().platform())) {
			return "the unit connects to another kind of database";
		}
		String identity = "select " + dialect.common(table.dialect()).identity(table.name());
		String server = LogDialect.text(unit, identity);
		if (server == null) {
			return "the server of the unit does not accept writes, so that it may lag behind";
		}
		if (!server.equals(LogDialect.text(log, identity))) {
			return "the unit connects to another server or database";
		}
		return RecordRows.isWritten(unit, table.name(), id, node) ? null
				: "the unit does not find a row that was written to it";
	}

	private static long write(Connection connection, LogTable table, String node) throws SQLException {
		try {
			return new RecordRows(table, node).insert(InvalidationRecord.NONE, connection);
		}
		catch (SQLException ex) {
			if (table.dialect().isMissingTable(ex)) {
				throw new MissingInvalidationTableException(table.name(), TableSchema.ddl(table),
						LogTable.describe(connection), ex);
			}
			throw ex;
		}
	}

}
