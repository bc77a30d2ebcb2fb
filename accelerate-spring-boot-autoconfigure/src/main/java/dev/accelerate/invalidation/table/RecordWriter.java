package dev.accelerate.invalidation.table;

import java.sql.Connection;
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

	private final LogTable table;

	private final boolean savepoint;

	private final RecordRows rows;

	private final LogConnection connection;

	private boolean closed;

	/**
	 * Creates a writer.
	 * @param connection a connection for records outside of transactions
	 */
	RecordWriter(LogTable table, TableSettings settings, LogConnection connection) {
		this.table = table;
		this.savepoint = settings.savepoint();
		this.rows = new RecordRows(table, settings.node());
		this.connection = connection;
	}

	/**
	 * Returns whether a statement is the insert of a record.
	 */
	boolean sends(String sql) {
		return this.rows.sends(sql);
	}

	/**
	 * Writes a record in a transaction.
	 * @return the id of its row
	 */
	long write(InvalidationRecord record, Connection transaction) {
		try {
			return (this.savepoint && !transaction.getAutoCommit()) ? insertApart(record, transaction)
					: this.rows.insert(record, transaction);
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
			long id = this.rows.insert(record, transaction);
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
			return this.rows.insert(record, this.connection.get());
		}
		catch (SQLException ex) {
			this.connection.close();
		}
		try {
			return this.rows.insert(record, this.connection.get());
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
				return RecordRows.isWritten(this.connection.get(), this.table.name(), id, node);
			}
			catch (SQLException ex) {
				this.connection.close();
			}
		}
		return false;
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
