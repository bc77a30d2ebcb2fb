package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;

/**
 * What is written on one connection, from the statement to the commit. Where it cannot be
 * told when a write is committed, it becomes invalid more than once: too often costs a
 * miss, too early alone would be wrong.
 */
final class ConnectionWrites {

	private final Connection connection;

	private final ConnectionTracking tracking;

	private final TransactionWrites inTransaction;

	private final TransactionWrites atOnce;

	private TransactionCommand command = TransactionCommand.NONE;

	/**
	 * Whether a statement may have begun a transaction that {@code getAutoCommit} does
	 * not tell of.
	 */
	private boolean begunByStatement;

	private boolean switching;

	ConnectionWrites(Connection connection, ConnectionTracking tracking) {
		this.connection = connection;
		this.tracking = tracking;
		this.inTransaction = tracking.writes();
		this.atOnce = tracking.writes();
	}

	/**
	 * Note that statements are about to be executed.
	 * @param statements the statements, more than one in a batch
	 * @param updatable whether rows may be written through the result
	 */
	void executing(List<String> statements, boolean updatable) {
		this.atOnce.committed();
		InvalidationRecord record = updatable ? InvalidationRecord.ALL : InvalidationRecord.NONE;
		this.command = TransactionCommand.NONE;
		for (String sql : statements) {
			record = record.and(this.tracking.sending(sql));
			TransactionCommand found = TransactionCommand.of(sql);
			if (found != TransactionCommand.NONE) {
				this.command = (statements.size() == 1) ? found : TransactionCommand.UNCERTAIN;
			}
		}
		switch (this.command) {
			case BEGIN -> {
				this.begunByStatement = true;
				if (!this.inTransaction.isEmpty()) {
					// Some databases commit what is open then.
					this.inTransaction.committing();
				}
			}
			case COMMIT -> this.inTransaction.committing();
			case UNCERTAIN -> {
				this.begunByStatement = true;
				this.inTransaction.committing();
			}
			default -> {
			}
		}
		if (!record.isEmpty()) {
			add(record, isAutoCommit());
		}
	}

	/**
	 * A statement that is not understood may commit what was written before it, as DDL
	 * does in some databases.
	 */
	private void add(InvalidationRecord record, boolean autoCommit) {
		if (!autoCommit || this.begunByStatement) {
			this.inTransaction.add(record);
		}
		if (autoCommit || record.all()) {
			this.atOnce.add(record);
			this.atOnce.committing();
		}
		if (autoCommit) {
			this.tracking.addToTransactionOfThread(record);
		}
	}

	/**
	 * Note that the statements have been executed, or failed.
	 * @param rowsLeft whether there are rows to be read, which may put off the commit
	 */
	void executed(boolean rowsLeft) {
		switch (this.command) {
			case COMMIT -> committed();
			case ROLLBACK -> rolledBack();
			default -> {
			}
		}
		if (!rowsLeft) {
			this.atOnce.committed();
		}
	}

	/**
	 * Note that the connection is about to commit.
	 */
	void committing() {
		this.inTransaction.committing();
	}

	/**
	 * Note that the connection has committed, or failed to.
	 */
	void committed() {
		this.begunByStatement = false;
		this.atOnce.committed();
		this.inTransaction.committed();
	}

	/**
	 * Note that the connection has rolled back, and not just to a savepoint.
	 */
	void rolledBack() {
		this.begunByStatement = false;
		this.atOnce.committed();
		this.inTransaction.rolledBack();
	}

	/**
	 * Note that the connection is about to commit every statement by itself from now on,
	 * which commits what was written before.
	 */
	void switchingToAutoCommit() {
		this.switching = !isAutoCommit();
		if (this.switching) {
			committing();
		}
	}

	/**
	 * Note that the connection has done so, or failed to.
	 */
	void switchedToAutoCommit() {
		if (this.switching) {
			this.switching = false;
			committed();
		}
	}

	/**
	 * Note that the connection is about to be closed. What is open then some drivers
	 * commit, and a transaction of several resources may commit it later.
	 */
	void closing() {
		this.tracking.addToTransactionOfThread(this.inTransaction.written());
		committing();
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
