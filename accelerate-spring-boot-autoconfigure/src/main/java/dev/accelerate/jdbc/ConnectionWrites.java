package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.sql.TransactionCommand;
import org.jspecify.annotations.Nullable;

/**
 * Record of what is written on one connection, from the statement to the commit. Where it
 * is unclear when a write is committed, it invalidates more than once: to invalidate too
 * often costs a miss, but to invalidate only too early would be wrong.
 */
final class ConnectionWrites {

	private final ConnectionTracker tracking;

	private final ImmediateWrites immediate;

	private final ConnectionTransaction transaction;

	private TransactionCommand command = TransactionCommand.NONE;

	/**
	 * What may be written on the connection unseen, since it was unwrapped.
	 */
	private InvalidationRecord unobserved = InvalidationRecord.NONE;

	/**
	 * Whether a statement prepares the transaction, so that any connection may commit it
	 * at any time.
	 */
	private boolean preparing;

	private boolean switching;

	ConnectionWrites(Connection connection, ConnectionTracker tracking, @Nullable Object dataSource) {
		this.tracking = tracking;
		this.immediate = new ImmediateWrites(tracking.writes(dataSource), tracking.writesOfThisNode());
		this.transaction = new ConnectionTransaction(connection,
				tracking.writes(dataSource).joinThread(ConnectionTracker::isWithoutSession, false), this.immediate,
				tracking.commitNotice());
	}

	/**
	 * Records that statements are about to be executed.
	 * @param statements the statements, more than one in a batch
	 * @param updatable whether rows may be written through the result
	 */
	void executing(List<String> statements, boolean updatable) throws SQLException {
		this.immediate.committed();
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
				this.transaction.begunByStatement();
				if (!this.transaction.written().isEmpty()) {
					// Some databases then commit the transaction that is open.
					this.transaction.recordWritten();
				}
			}
			case COMMIT -> this.transaction.record();
			case UNCERTAIN -> {
				this.transaction.begunByStatement();
				this.transaction.recordWritten();
			}
			default -> {
			}
		}
		if (!record.isEmpty()) {
			add(record, statements.stream().allMatch(this.tracking::isDml), this.transaction.isAutoCommit());
		}
		if (this.preparing) {
			this.transaction.record();
		}
	}

	/**
	 * Returns whether the statements that are being executed are a transaction that ends
	 * with them, although the connection commits by itself.
	 */
	boolean isInTransactionOfItsOwn() {
		return this.immediate.isInTransaction();
	}

	/**
	 * Adds what a statement writes. A statement that is not understood may commit what
	 * was written before it, as DDL does in some databases.
	 */
	private void add(InvalidationRecord record, boolean dml, boolean autoCommit) throws SQLException {
		boolean begun = this.transaction.isBegunByStatement();
		if (!autoCommit || begun) {
			this.transaction.add(record);
		}
		if (autoCommit && !begun) {
			this.immediate.addAutoCommitted(record, dml, this.transaction::connection);
		}
		else if (autoCommit) {
			this.immediate.add(record);
		}
		else if (record.all()) {
			this.immediate.addHere(record);
			this.transaction.mayCommitInBetween();
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
		this.immediate.executed(failure);
		if (failure != null) {
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
			this.transaction.prepared();
		}
		if (!rowsLeft) {
			this.immediate.committed();
		}
	}

	/**
	 * Records that the statements have failed. One of them may have been meant to commit,
	 * and a statement outside a transaction is its own commit.
	 */
	private void failed(Throwable failure) {
		if (this.preparing) {
			this.transaction.prepared();
		}
		switch (this.command) {
			case COMMIT -> committed(failure);
			case ROLLBACK -> rolledBack();
			default -> this.transaction.failed(failure);
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
	 * Answers the question which followed connection is behind another one.
	 */
	void asked() {
		this.transaction.asked();
	}

	/**
	 * Records that the connection is about to commit.
	 */
	void committing() throws SQLException {
		this.transaction.add(this.unobserved);
		this.transaction.record();
	}

	/**
	 * Records that the connection has committed, or has failed to.
	 * @param failure the failure, or {@code null} if there was none
	 */
	void committed(@Nullable Throwable failure) {
		this.transaction.committed(failure);
	}

	/**
	 * Records that the connection has rolled back, and not only to a savepoint.
	 */
	void rolledBack() {
		this.transaction.rolledBack();
	}

	/**
	 * Records that the connection is about to switch to auto-commit, which commits what
	 * was written before.
	 */
	void switchingToAutoCommit() throws SQLException {
		this.switching = !this.transaction.isAutoCommit();
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
		this.tracking.addToTransactionOfThread(this.transaction.written().and(this.unobserved));
		this.immediate.add(this.unobserved);
		this.transaction.closing();
	}

	/**
	 * Records that the connection has been closed.
	 */
	void closed() {
		this.transaction.closed();
	}

}
