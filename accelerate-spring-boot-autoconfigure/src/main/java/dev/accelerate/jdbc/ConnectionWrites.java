package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.accelerate.invalidation.AutoCommittedWrite;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.sql.TransactionCommand;
import dev.accelerate.tracking.CommitNotice.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Record of what is written on one connection, from the statement to the commit. Where it
 * is unclear when a write is committed, it invalidates more than once: to invalidate too
 * often costs a miss, but to invalidate only too early would be wrong.
 */
final class ConnectionWrites implements Recorder {

	private final Connection connection;

	private final ConnectionTracker tracking;

	private final TransactionWrites inTransaction;

	private final TransactionWrites atOnce;

	/**
	 * What this node must know at once, and others only when the transaction commits.
	 */
	private final TransactionWrites here;

	private final AutoCommittedWrite autoCommitted;

	private TransactionCommand command = TransactionCommand.NONE;

	/**
	 * What may be written on the connection unseen, since it was unwrapped.
	 */
	private InvalidationRecord unobserved = InvalidationRecord.NONE;

	/**
	 * Whether a statement may have begun a transaction that {@code getAutoCommit} does
	 * not report.
	 */
	private boolean begunByStatement;

	/**
	 * Whether a statement prepares the transaction, so that any connection may commit it
	 * at any time.
	 */
	private boolean preparing;

	private boolean switching;

	/**
	 * Whether the transaction has written what is in no row of the log yet.
	 */
	private boolean unrecorded;

	ConnectionWrites(Connection connection, ConnectionTracker tracking, @Nullable Object dataSource) {
		this.connection = connection;
		this.tracking = tracking;
		this.inTransaction = tracking.writes(dataSource);
		this.atOnce = tracking.writes(dataSource);
		this.here = tracking.writesOfThisNode();
		this.autoCommitted = new AutoCommittedWrite(this.atOnce);
	}

	/**
	 * Records that statements are about to be executed.
	 * @param statements the statements, more than one in a batch
	 * @param updatable whether rows may be written through the result
	 */
	void executing(List<String> statements, boolean updatable) throws SQLException {
		atOnceCommitted();
		InvalidationRecord record = updatable ? InvalidationRecord.ALL : this.unobserved;
		this.command = TransactionCommand.NONE;
		this.preparing = false;
		for (String sql : statements) {
			record = record.and(this.tracking.sending(sql));
			TransactionCommand found = TransactionCommand.of(sql);
			if (found != TransactionCommand.NONE) {
				this.command = (statements.size() == 1) ? found : TransactionCommand.UNCERTAIN;
			}
			this.preparing |= this.tracking.prepares(sql);
		}
		switch (this.command) {
			case BEGIN -> {
				this.begunByStatement = true;
				if (!this.inTransaction.isEmpty()) {
					// Some databases then commit the transaction that is open.
					recordWritten();
				}
			}
			case COMMIT -> record();
			case UNCERTAIN -> {
				this.begunByStatement = true;
				recordWritten();
			}
			default -> {
			}
		}
		if (!record.isEmpty()) {
			add(record, statements.stream().allMatch(this.tracking::isDml), isAutoCommit());
		}
		if (this.preparing) {
			record();
		}
	}

	/**
	 * Returns whether the statements that are being executed are a transaction that ends
	 * with them, although the connection commits by itself.
	 */
	boolean isInTransactionOfItsOwn() {
		return this.autoCommitted.isInTransaction();
	}

	private Connection connection() {
		return this.connection;
	}

	/**
	 * Adds what a statement writes. A statement that is not understood may commit what
	 * was written before it, as DDL does in some databases.
	 */
	private void add(InvalidationRecord record, boolean dml, boolean autoCommit) throws SQLException {
		if (!autoCommit || this.begunByStatement) {
			this.inTransaction.add(record);
			if (!this.unrecorded && this.inTransaction.isRecordable()) {
				this.unrecorded = true;
				this.tracking.commitNotice().add(this);
			}
		}
		if (autoCommit && !this.begunByStatement) {
			this.autoCommitted.executing(record, dml, this::connection);
		}
		else if (autoCommit) {
			this.atOnce.add(record);
			this.atOnce.committing();
		}
		else if (record.all()) {
			this.here.add(record);
			this.here.committing();
			this.inTransaction.mayCommitInBetween();
		}
		if (autoCommit) {
			this.tracking.addToTransactionOfThread(record);
		}
	}

	/**
	 * Records that the statements have been executed, or have failed.
	 * @param rowsLeft whether there are rows to be read, which may delay the commit
	 * @param failure the failure, or {@code null} if there was none
	 */
	void executed(boolean rowsLeft, @Nullable Throwable failure) throws SQLException {
		boolean over = this.autoCommitted.executed(failure);
		if (failure != null) {
			if (!over) {
				this.atOnce.failed(failure);
			}
			this.here.failed(failure);
			failed(failure);
			return;
		}
		switch (this.command) {
			case COMMIT -> committed(null);
			case ROLLBACK -> rolledBack();
			default -> {
			}
		}
		if (this.preparing) {
			prepared();
		}
		if (!rowsLeft) {
			atOnceCommitted();
		}
	}

	private void atOnceCommitted() {
		this.here.committed();
		this.atOnce.committed();
	}

	private void prepared() {
		this.inTransaction.prepared();
		TransactionalInvalidations.unknown();
	}

	/**
	 * Records that the statements have failed. One of them may have been meant to commit,
	 * and a statement outside a transaction is its own commit.
	 */
	private void failed(Throwable failure) {
		if (this.preparing) {
			prepared();
		}
		switch (this.command) {
			case COMMIT -> committed(failure);
			case ROLLBACK -> rolledBack();
			default -> {
				if (this.inTransaction.isCommitting()) {
					settle(failure);
				}
			}
		}
	}

	/**
	 * Records that the connection was unwrapped by a caller that may write unseen, at any
	 * time. So every statement and commit from now on counts as one that is not
	 * understood, and so does closing the connection.
	 */
	void unwrapped() {
		this.unobserved = this.tracking.sendingUnobserved();
	}

	/**
	 * Records that the connection is about to commit.
	 */
	void committing() throws SQLException {
		this.inTransaction.add(this.unobserved);
		record();
	}

	@Override
	public void record(TransactionWrites session) throws SQLException {
		session.committing(this::connection, this.inTransaction);
		record();
	}

	/**
	 * Records what was written, before the connection commits. If that fails, it is
	 * rolled back. Otherwise whoever closes the connection after the failed commit, or
	 * switches it to auto-commit, would commit it.
	 */
	private void record() throws SQLException {
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
	private void recordWritten() throws SQLException {
		this.inTransaction.committing(this::connection);
		recorded();
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
	 * Answers the question which followed connection is behind another one.
	 */
	void asked() {
		this.tracking.commitNotice().asked(this);
	}

	/**
	 * Records that nothing is left to be recorded, because it is in a row, or the
	 * transaction is over.
	 */
	private void recorded() {
		if (this.unrecorded) {
			this.unrecorded = false;
			this.tracking.commitNotice().remove(this);
		}
	}

	/**
	 * Records that the connection has committed, or has failed to.
	 * @param failure the failure, or {@code null} if there was none
	 */
	void committed(@Nullable Throwable failure) {
		this.begunByStatement = false;
		recorded();
		atOnceCommitted();
		if (failure == null) {
			this.inTransaction.committed();
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
		if (!this.inTransaction.failed(failure)) {
			TransactionalInvalidations.unknown();
		}
	}

	/**
	 * Records that the connection has rolled back, and not only to a savepoint.
	 */
	void rolledBack() {
		this.begunByStatement = false;
		recorded();
		atOnceCommitted();
		this.inTransaction.rolledBack();
	}

	/**
	 * Records that the connection is about to switch to auto-commit, which commits what
	 * was written before.
	 */
	void switchingToAutoCommit() throws SQLException {
		this.switching = !isAutoCommit();
		if (this.switching) {
			committing();
		}
	}

	/**
	 * Records that the connection has switched to auto-commit, or has failed to.
	 * @param failure the failure, or {@code null} if there was none
	 */
	void switchedToAutoCommit(@Nullable Throwable failure) {
		if (this.switching) {
			this.switching = false;
			committed(failure);
		}
	}

	/**
	 * Records that the connection is about to be closed. Some drivers then commit the
	 * transaction that is open, and a transaction over several resources may commit it
	 * later.
	 */
	void closing() {
		this.tracking.addToTransactionOfThread(this.inTransaction.written().and(this.unobserved));
		this.atOnce.add(this.unobserved);
		this.atOnce.committing();
		this.inTransaction.committing();
	}

	/**
	 * Records that the connection has been closed. Outside a transaction of the thread,
	 * it is unknown when the open writes are committed.
	 */
	void closed() {
		recorded();
		this.here.committed();
		if (TransactionalInvalidations.isInTransaction()) {
			committed(null);
		}
		else {
			this.atOnce.committed();
			this.inTransaction.unknown();
		}
	}

	private boolean isAutoCommit() {
		try {
			return this.connection.getAutoCommit();
		}
		catch (SQLException ex) {
			this.begunByStatement = true;
			return true;
		}
	}

}
