package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.ChannelClosedException;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Writer of records into the table.
 */
final class RecordWriter implements AutoCloseable {

	/**
	 * How many ids may be taken. One is if it was filled while its owner waited.
	 */
	private static final int TRIES = 100;

	private final LogTable table;

	private final String node;

	private final boolean savepoint;

	private final String insert;

	private final LogConnection connection;

	private boolean closed;

	/**
	 * Creates a writer.
	 * @param connection a connection for records outside of transactions
	 */
	RecordWriter(LogTable table, TableSettings settings, LogConnection connection) {
		this.table = table;
		this.node = settings.node();
		this.savepoint = settings.savepoint();
		this.insert = table.dialect().insert(table.name());
		this.connection = connection;
	}

	/**
	 * Returns whether a statement is the insert of a record.
	 */
	boolean sends(String sql) {
		return sql.equals(this.insert);
	}

	/**
	 * Writes a record in a transaction.
	 * @return the id of its row
	 */
	long write(InvalidationRecord record, Connection transaction) {
		try {
			return (this.savepoint && !transaction.getAutoCommit()) ? insertApart(record, transaction)
					: insert(record, transaction);
		}
		catch (SQLException ex) {
			throw failure(ex, "in the transaction that writes, so the transaction must not commit. Its connection "
					+ "must be writable, and its user must be permitted to insert into the table");
		}
	}

	/**
	 * Undoes a failure, so that the transaction can go on. If there is nothing left to go
	 * back to, the database has rolled back all of the transaction.
	 */
	private long insertApart(InvalidationRecord record, Connection transaction) throws SQLException {
		Savepoint before = transaction.setSavepoint();
		try {
			long id = insert(record, transaction);
			transaction.releaseSavepoint(before);
			return id;
		}
		catch (SQLException ex) {
			try {
				transaction.rollback(before);
			}
			catch (SQLException undoing) {
				SQLException ended = new SQLTransactionRollbackException(ex.getMessage(), "40000", ex);
				ended.addSuppressed(undoing);
				throw ended;
			}
			throw ex;
		}
	}

	/**
	 * Writes a record outside of transactions. It is written again if the connection has
	 * been lost, as nothing is wrong with two of them.
	 * @return the id of its row
	 */
	synchronized long write(InvalidationRecord record) {
		if (this.closed) {
			throw new ChannelClosedException("The invalidation could not be recorded in the table " + this.table.name()
					+ ", because its channel has been closed meanwhile.");
		}
		try {
			return insert(record, this.connection.get());
		}
		catch (SQLException ex) {
			this.connection.close();
		}
		try {
			return insert(record, this.connection.get());
		}
		catch (SQLException ex) {
			this.connection.close();
			throw failure(ex, "on a connection of the log. Check that its data source has connections left, and that "
					+ "its user is permitted to insert into the table; then invalidate again");
		}
	}

	/**
	 * Returns whether the table has a row of a node.
	 * @return {@code false} also if that cannot be found out
	 */
	synchronized boolean isWritten(long id, String node) {
		for (int i = 0; i < 2 && !this.closed; i++) {
			try {
				return SharedTable.isWritten(this.connection.get(), this.table.name(), id, node);
			}
			catch (SQLException ex) {
				this.connection.close();
			}
		}
		return false;
	}

	private long insert(InvalidationRecord record, Connection connection) throws SQLException {
		LogDialect dialect = this.table.dialect();
		String text = RecordText.encode(record);
		try (PreparedStatement statement = dialect.prepareInsert(connection, this.insert)) {
			for (int i = 0; i < TRIES; i++) {
				statement.setString(1, this.node);
				statement.setString(2, text);
				long id = dialect.insert(statement);
				if (id > 0) {
					return id;
				}
			}
		}
		throw new SQLException("The generated ids are taken. Restart the identity column behind the greatest one.");
	}

	private AccelerateException failure(SQLException cause, String where) {
		String state = (cause.getSQLState() != null) ? " (SQL state " + cause.getSQLState() + ")" : "";
		return new AccelerateException(ErrorCode.P6008,
				"The invalidation could not be recorded in the table " + this.table.name() + state + " " + where + ".",
				cause);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.connection.close();
	}

}
