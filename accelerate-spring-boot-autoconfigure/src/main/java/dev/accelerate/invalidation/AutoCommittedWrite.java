package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.SQLException;

import dev.accelerate.AccelerateException;
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
	 * Returns whether the statements that are being executed are a transaction that ends
	 * with them.
	 * @return whether their rows must be read as a whole, because no cursor outlives the
	 * transaction
	 */
	public boolean isInTransaction() {
		return this.begun != null;
	}

	/**
	 * Records that the statements have been executed, or have failed. Those of a batch
	 * that succeeded before one failed are committed, as they are without a log.
	 * @param failure their failure, or {@code null} if there was none that is known
	 * @return whether they were a transaction, which is over now
	 * @throws SQLException if the transaction cannot be committed, and nothing else has
	 * failed
	 * @throws AccelerateException with {@link dev.accelerate.ErrorCode#P6008} if it
	 * cannot be recorded, and was rolled back, and nothing else has failed
	 */
	public boolean executed(@Nullable Throwable failure) throws SQLException {
		Connection own = this.begun;
		if (own == null) {
			return false;
		}
		this.begun = null;
		try {
			commit(own);
		}
		catch (SQLException | RuntimeException ex) {
			if (failure == null) {
				throw ex;
			}
			if (ex != failure) {
				failure.addSuppressed(ex);
			}
		}
		finally {
			endTransactions(own);
		}
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
		boolean committable = false;
		try {
			committable = this.writes.committing(() -> own);
		}
		finally {
			if (!committable) {
				rollBack(own);
			}
		}
		if (!committable) {
			// A statement has failed, and its caller is told so.
			return;
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

	/**
	 * Rolls back what has no row. Switching back to auto-commit would commit it.
	 */
	private void rollBack(Connection own) {
		try {
			own.rollback();
			this.writes.discard();
		}
		catch (SQLException ex) {
			logger.debug("A statement without its row cannot be rolled back", ex);
			this.writes.unknown();
		}
	}

}
