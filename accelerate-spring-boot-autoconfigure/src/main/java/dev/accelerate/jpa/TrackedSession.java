package dev.accelerate.jpa;

import java.sql.SQLException;

import dev.accelerate.invalidation.AutoCommittedWrite;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jpa.SessionStatements.Sending;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Listener that follows what the statements of one session write, to its transaction or,
 * outside of transactions, to their own commit.
 */
final class TrackedSession implements SessionEventListener {

	private final transient SessionTracker tracker;

	private final transient SharedSessionContractImplementor session;

	private final transient TransactionalInvalidations transactional;

	private final transient SessionTransaction transaction;

	private final transient TransactionWrites atOnce;

	/**
	 * What this node must know at once, and others only when the transaction commits.
	 */
	private final transient TransactionWrites here;

	private final transient AutoCommittedWrite autoCommitted;

	private final transient HeldCursors cursors;

	private final transient boolean inspected;

	private transient Sending prepared = Sending.NOTHING;

	/**
	 * Writes of the statements that were prepared outside transactions. A batch may be
	 * executed long after its statement was prepared, and more than once.
	 */
	private transient InvalidationRecord batched = InvalidationRecord.NONE;

	TrackedSession(SessionTracker tracker, SharedSessionContractImplementor session, SessionTransaction transaction) {
		this.tracker = tracker;
		this.session = session;
		this.inspected = TrackingInspector.inspects(session);
		this.transactional = tracker.transactional();
		this.transaction = transaction;
		this.atOnce = tracker.newWrites(session);
		this.here = tracker.newWritesOfThisNode();
		this.autoCommitted = new AutoCommittedWrite(this.atOnce);
		this.cursors = new HeldCursors(transaction::connection);
	}

	@Override
	public void jdbcPrepareStatementStart() {
		this.tracker.preparing(this.session, TrackingInspector.dependenciesOf(this.session));
		this.prepared = this.inspected ? this.tracker.statements().prepared() : this.tracker.statements().unobserved();
		if (this.prepared.writes()) {
			this.tracker.originUnknown(this.session);
		}
		InvalidationRecord record = this.tracker.rows().sent(this.session, this.prepared.record());
		this.prepared = this.prepared.with(record);
		if (record.isEmpty()) {
			return;
		}
		if (this.transaction.isOwn()) {
			this.transaction.add(record);
		}
		else {
			this.tracker.writesElsewhere();
			this.batched = this.batched.and(record.withUnknownRows());
			if (this.prepared.dml() && this.atOnce.isRecordable()) {
				this.cursors.hold();
			}
		}
	}

	@Override
	public void jdbcPrepareStatementEnd() {
		this.cursors.release();
	}

	@Override
	public void jdbcExecuteStatementStart() {
		if (!this.session.isTransactionInProgress() && !isAutoCommit()) {
			this.tracker.usedUnseen(this.session);
		}
		executing(this.prepared.record(), this.prepared.dml());
		if (this.prepared.prepares()) {
			this.transaction.committing();
		}
	}

	@Override
	public void jdbcExecuteStatementEnd() {
		executed();
		if (this.prepared.prepares()) {
			this.transaction.prepared();
		}
	}

	@Override
	public void jdbcExecuteBatchStart() {
		executing(this.batched, true);
	}

	@Override
	public void jdbcExecuteBatchEnd() {
		executed();
	}

	/**
	 * Records that a statement that may have committed has been executed. Hibernate does
	 * not tell whether it failed, but drivers and pools close a connection on which they
	 * got no answer.
	 */
	private void executed() {
		if (!this.atOnce.isEmpty() && !isTransactionOver()) {
			executed(this.atOnce);
		}
		if (!this.here.isEmpty()) {
			executed(this.here);
		}
	}

	private void executed(TransactionWrites writes) {
		if (isConnected()) {
			writes.committed();
		}
		else {
			writes.unknown();
		}
	}

	/**
	 * Returns whether the statement was made a transaction, which is over now.
	 */
	private boolean isTransactionOver() {
		try {
			return this.autoCommitted.executed(null);
		}
		catch (SQLException ex) {
			throw this.transaction.converted(ex);
		}
	}

	private boolean isConnected() {
		try {
			return !this.transaction.connection().isClosed();
		}
		catch (SQLException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Records that a statement is about to be executed. Outside a transaction it is
	 * committed at once, if its connection commits by itself. Otherwise Spring may manage
	 * a transaction on the connection, and reports its commit. If it does not, no commit
	 * is reported, and what was written stays pending while the session is open.
	 */
	private void executing(InvalidationRecord record, boolean dml) {
		if (record.isEmpty()) {
			return;
		}
		if (this.transaction.isOwn()) {
			this.transaction.add(record);
			if (record.all()) {
				// In some databases DDL commits, with all that was written before it.
				this.here.add(record);
				this.here.committing();
				this.transaction.mayCommitInBetween();
			}
		}
		else if (isAutoCommit()) {
			try {
				this.autoCommitted.executing(record.withUnknownRows(), dml, this.transaction::connection);
			}
			catch (SQLException ex) {
				throw this.transaction.converted(ex);
			}
		}
		else if (TransactionalInvalidations.isInTransaction()) {
			this.transactional.submit(record.withUnknownRows(), Origin.STATEMENTS);
		}
		else {
			this.transaction.addUnseen(record.withUnknownRows());
		}
	}

	private boolean isAutoCommit() {
		try {
			return this.transaction.connection().getAutoCommit();
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public void cacheGetEnd(boolean hit) {
		if (hit) {
			this.tracker.originUnknown(this.session);
			this.tracker.answeredBySecondLevelCache();
		}
	}

	@Override
	public void end() {
		this.tracker.closed(this.session);
		this.here.committed();
		this.atOnce.committed();
		this.transaction.closed();
	}

}
