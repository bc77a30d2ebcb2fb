package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.SQLException;

import dev.accelerate.AccelerateException;
import dev.accelerate.invalidation.TransactionWrites.ConnectionSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Write by statements outside a transaction, one after the other. Such a statement
 * commits by itself. If its database has a log, it is made a transaction of two
 * statements, itself and that which writes the row, so that other nodes hear of it if it
 * commits, and only then.
 */
public final class AutoCommittedWrite {

	private static final Log logger = LogFactory.getLog(AutoCommittedWrite.class);

	/**
	 * SQLSTATE that says that an earlier statement has made the transaction fail.
	 */
	private static final String ABORTED = "25P02";

	private final TransactionWrites writes;

	private @Nullable Connection begun;

	/**
	 * Creates an instance for the statements of a connection or a session.
	 * @param writes the collector of what they write
	 */
	public AutoCommittedWrite(TransactionWrites writes) {
		this.writes = writes;
	}

	/**
	 * Records that statements are about to be executed. What does more than to write rows
	 * may be refused in a transaction, or commit by itself, and so is recorded
	 * afterwards.
	 * @param record what they invalidate
	 * @param dml whether they write rows and do nothing else
	 * @param connection supplies their connection
	 * @throws SQLException if a transaction cannot be begun
	 */
	public void executing(InvalidationRecord record, boolean dml, ConnectionSource connection) throws SQLException {
		this.writes.add(record);
		if (dml && this.begun == null && !record.isEmpty() && this.writes.isRecordable()) {
			Connection own = connection.get();
			own.setAutoCommit(false);
			this.begun = own;
		}
		this.writes.committing();
	}

	/**
	 * Records that the statements have been executed.
	 * @param failure their failure, or {@code null} if there was none that is known
	 * @return whether they were a transaction, which is over now
	 * @throws SQLException if the transaction cannot be committed
	 * @throws AccelerateException with {@link dev.accelerate.ErrorCode#P6008} if it
	 * cannot be recorded, and was rolled back
	 */
	public boolean executed(@Nullable Throwable failure) throws SQLException {
		Connection own = this.begun;
		if (own == null) {
			return false;
		}
		this.begun = null;
		try {
			if (failure == null) {
				commit(own);
				return true;
			}
			own.rollback();
		}
		catch (SQLException ex) {
			if (failure == null) {
				throw ex;
			}
			failure.addSuppressed(ex);
		}
		finally {
			endTransactions(own);
		}
		this.writes.failed(failure);
		return true;
	}

	/**
	 * Has the connection commit each statement by itself again. On one that is broken,
	 * this fails, and its user is told by the next statement.
	 */
	private static void endTransactions(Connection own) {
		try {
			own.setAutoCommit(true);
		}
		catch (SQLException ex) {
			logger.debug("A connection cannot be switched back to auto-commit", ex);
		}
	}

	private void commit(Connection own) throws SQLException {
		try {
			this.writes.committing(() -> own);
		}
		catch (RuntimeException ex) {
			// Switching back to auto-commit would commit the statement without its row.
			own.rollback();
			this.writes.rolledBack();
			if (isAborted(ex)) {
				// The statement itself has failed, and its caller is told so.
				return;
			}
			throw ex;
		}
		try {
			own.commit();
		}
		catch (SQLException ex) {
			this.writes.failed(ex);
			throw ex;
		}
		this.writes.committed();
	}

	private static boolean isAborted(RuntimeException failure) {
		return failure.getCause() instanceof SQLException cause && ABORTED.equals(cause.getSQLState());
	}

}
