package dev.accelerate.jdbc;

import java.sql.SQLException;

import dev.accelerate.invalidation.AutoCommittedWrite;
import dev.accelerate.invalidation.ConnectionSource;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import org.jspecify.annotations.Nullable;

/**
 * Writes of one connection that are committed as soon as their statement has been
 * executed, or may be.
 */
final class ImmediateWrites {

	private final TransactionWrites everywhere;

	/**
	 * What this node must know at once, and others only when the transaction commits.
	 */
	private final TransactionWrites here;

	private final AutoCommittedWrite autoCommitted;

	ImmediateWrites(TransactionWrites everywhere, TransactionWrites here) {
		this.everywhere = everywhere;
		this.here = here;
		this.autoCommitted = new AutoCommittedWrite(everywhere);
	}

	/**
	 * Adds what a statement writes that commits by itself.
	 * @param dml whether it writes rows and does nothing else
	 */
	void addAutoCommitted(InvalidationRecord record, boolean dml, ConnectionSource connection) throws SQLException {
		this.autoCommitted.executing(record, dml, connection);
	}

	/**
	 * Adds what a statement writes that may commit by itself.
	 */
	void add(InvalidationRecord record) {
		this.everywhere.add(record);
		this.everywhere.committing();
	}

	/**
	 * Adds what a statement of a transaction writes that may commit in between.
	 */
	void addHere(InvalidationRecord record) {
		this.here.add(record);
		this.here.committing();
	}

	/**
	 * Returns whether the statements that are being executed are a transaction that ends
	 * with them, although the connection commits by itself.
	 */
	boolean isInTransaction() {
		return this.autoCommitted.isInTransaction();
	}

	/**
	 * Records that the statements have been executed, or have failed.
	 * @param failure the failure, or {@code null} if there was none
	 */
	void executed(@Nullable Throwable failure) throws SQLException {
		boolean over = this.autoCommitted.executed(failure);
		if (failure != null) {
			if (!over) {
				this.everywhere.failed(failure);
			}
			this.here.failed(failure);
		}
	}

	/**
	 * Records that nothing of what was added is still to be committed.
	 */
	void committed() {
		this.here.committed();
		this.everywhere.committed();
	}

}
