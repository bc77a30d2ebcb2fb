package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.tracking.CommitNotice;
import dev.accelerate.tracking.CommitNotice.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Transaction of one connection: what is written in it, and whether that is in a row of
 * the log yet. One begins where another ends.
 */
final class ConnectionTransaction implements Recorder {

	private final Connection connection;

	private final TransactionWrites writes;

	private final ImmediateWrites immediate;

	private final CommitNotice notice;

	/**
	 * Whether a statement may have begun a transaction that {@code getAutoCommit} does
	 * not report.
	 */
	private boolean begunByStatement;

	/**
	 * Whether the transaction has written what is in no row of the log yet.
	 */
	private boolean unrecorded;

	/**
	 * Creates an instance.
	 * @param writes the collector of what is written in the transaction
	 * @param immediate writes that have ended at the latest when the transaction ends
	 * @param notice tells before Hibernate commits the connection
	 */
	ConnectionTransaction(Connection connection, TransactionWrites writes, ImmediateWrites immediate,
			CommitNotice notice) {
		this.connection = connection;
		this.writes = writes;
		this.immediate = immediate;
		this.notice = notice;
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Records that a statement may have begun the transaction.
	 */
	void begunByStatement() {
		this.begunByStatement = true;
	}

	boolean isBegunByStatement() {
		return this.begunByStatement;
	}

	boolean isAutoCommit() {
		try {
			return this.connection.getAutoCommit();
		}
		catch (SQLException ex) {
			this.begunByStatement = true;
			return true;
		}
	}

	/**
	 * Adds what is written in the transaction.
	 */
	void add(InvalidationRecord record) {
		this.writes.add(record);
		if (!this.unrecorded && !record.isEmpty() && this.writes.isRecordable()) {
			this.unrecorded = true;
			this.notice.add(this);
		}
	}

	/**
	 * Returns what has been written in the transaction.
	 */
	InvalidationRecord written() {
		return this.writes.written();
	}

	/**
	 * Records that a statement may commit what was written before it.
	 */
	void mayCommitInBetween() {
		this.writes.mayCommitInBetween();
	}

	/**
	 * Answers the question which followed connection is behind another one.
	 */
	void asked() {
		this.notice.asked(this);
	}

	/**
	 * Records what was written here and in a session. Hibernate, which is about to commit
	 * the session, rolls both back if that fails.
	 */
	@Override
	public void record(TransactionWrites session) throws SQLException {
		session.committing(this::connection, this.writes);
		record();
	}

	/**
	 * Records what was written, before the connection commits. If that fails, it is
	 * rolled back. Otherwise whoever closes the connection after the failed commit, or
	 * switches it to auto-commit, would commit it.
	 */
	void record() throws SQLException {
		try {
			recordWritten();
		}
		catch (SQLException | RuntimeException ex) {
			try {
				rollBack();
				rolledBack();
			}
			catch (SQLException rollback) {
				ex.addSuppressed(rollback);
			}
			throw ex;
		}
	}

	/**
	 * Records what was written, before something that may commit and may not. If that
	 * fails, it is not sent, and the transaction is as it was: whether it goes on is for
	 * the application to decide.
	 */
	void recordWritten() throws SQLException {
		this.writes.committing(this::connection);
		recorded();
	}

	/**
	 * Records that nothing is left to be recorded, because it is in a row, or the
	 * transaction is over.
	 */
	private void recorded() {
		if (this.unrecorded) {
			this.unrecorded = false;
			this.notice.remove(this);
		}
	}

	/**
	 * Rolls back. Drivers refuse to roll back a transaction that they do not know of,
	 * because a statement has begun it.
	 */
	private void rollBack() throws SQLException {
		if (!isAutoCommit()) {
			this.connection.rollback();
			return;
		}
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("rollback");
		}
	}

	/**
	 * Records that the transaction has been prepared, so that any connection may commit
	 * it.
	 */
	void prepared() {
		this.writes.prepared();
		TransactionalInvalidations.unknown();
	}

	/**
	 * Records that a statement has failed. Outside a transaction it is its own commit.
	 */
	void failed(Throwable failure) {
		if (this.writes.isCommitting()) {
			settle(failure);
		}
	}

	/**
	 * Records that the connection has committed, or has failed to.
	 * @param failure the failure, or {@code null} if there was none
	 */
	void committed(@Nullable Throwable failure) {
		ended();
		if (failure == null) {
			this.writes.committed();
		}
		else {
			settle(failure);
		}
	}

	/**
	 * Settles a commit that failed. If the database did not answer, the outcome of the
	 * thread's transaction is unknown, too, because its records may be committed on this
	 * connection.
	 */
	private void settle(Throwable failure) {
		if (!this.writes.failed(failure)) {
			TransactionalInvalidations.unknown();
		}
	}

	/**
	 * Records that the connection has rolled back, and not only to a savepoint.
	 */
	void rolledBack() {
		ended();
		this.writes.rolledBack();
	}

	private void ended() {
		this.begunByStatement = false;
		recorded();
		this.immediate.committed();
	}

	/**
	 * Records that the connection is about to be closed.
	 */
	void closing() {
		this.writes.committing();
	}

	/**
	 * Records that the connection has been closed. Outside a transaction of the thread,
	 * it is unknown when the open writes are committed.
	 */
	void closed() {
		if (TransactionalInvalidations.isInTransaction()) {
			committed(null);
		}
		else {
			recorded();
			this.immediate.committed();
			this.writes.unknown();
		}
	}

}
