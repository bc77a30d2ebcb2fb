package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;

import dev.accelerate.invalidation.AutoCommittedWrite;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jpa.SessionTracker.Sending;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Listener that follows the writes of one session to their commit. Hibernate itself tells
 * it of every transaction, after the flush and before COMMIT, whoever manages the
 * transaction.
 */
final class TrackedSession implements SessionEventListener, TransactionObserver {

	private final transient SessionTracker tracker;

	private final transient SharedSessionContractImplementor session;

	private final transient TransactionalInvalidations transactional;

	private final transient TransactionWrites inTransaction;

	private final transient TransactionWrites atOnce;

	/**
	 * What this node must know at once, and others only when the transaction commits.
	 */
	private final transient TransactionWrites here;

	private final transient AutoCommittedWrite autoCommitted;

	private final transient HeldCursors cursors;

	private final transient boolean inspected;

	private transient boolean begun;

	private transient Sending prepared = Sending.NOTHING;

	/**
	 * Writes of the statements that were prepared outside transactions. A batch may be
	 * executed long after its statement was prepared, and more than once.
	 */
	private transient InvalidationRecord batched = InvalidationRecord.NONE;

	TrackedSession(SessionTracker tracker, SharedSessionContractImplementor session) {
		this.tracker = tracker;
		this.session = session;
		this.inspected = TrackingInspector.inspects(session);
		this.transactional = tracker.transactional();
		this.inTransaction = tracker.newWrites(session);
		this.atOnce = tracker.newWrites(session);
		this.here = tracker.newWritesOfThisNode();
		this.autoCommitted = new AutoCommittedWrite(this.atOnce);
		this.cursors = new HeldCursors(this::connection);
	}

	@Override
	public void jdbcPrepareStatementStart() {
		this.tracker.preparing(this.session, dependencies());
		this.prepared = this.inspected ? this.tracker.prepared() : this.tracker.unobserved();
		if (this.prepared.writes()) {
			this.tracker.originUnknown(this.session);
		}
		InvalidationRecord record = this.prepared.record();
		if (record.isEmpty()) {
			return;
		}
		if (isInOwnTransaction()) {
			this.inTransaction.add(record);
		}
		else {
			this.batched = this.batched.and(record);
			if (this.prepared.dml() && this.atOnce.isRecordable()) {
				this.cursors.hold();
			}
		}
	}

	@Override
	public void jdbcPrepareStatementEnd() {
		this.cursors.release();
	}

	private @Nullable UnitDependencyTracker dependencies() {
		TrackingInspector inspector = TrackingInspector.of(this.session.getFactory());
		return (inspector != null) ? inspector.dependencies() : null;
	}

	@Override
	public void jdbcExecuteStatementStart() {
		if (!this.session.isTransactionInProgress() && !isAutoCommit()) {
			this.tracker.usedUnseen(this.session);
		}
		executing(this.prepared.record(), this.prepared.dml());
		if (this.prepared.prepares()) {
			committing();
		}
	}

	@Override
	public void jdbcExecuteStatementEnd() {
		executed();
		if (this.prepared.prepares()) {
			this.inTransaction.prepared();
			TransactionalInvalidations.unknown();
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
			throw converted(ex);
		}
	}

	private RuntimeException converted(SQLException failure) {
		return this.session.getJdbcServices()
			.getSqlExceptionHelper()
			.convert(failure, "could not record writes in the invalidation log");
	}

	private boolean isConnected() {
		try {
			return !connection().isClosed();
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
		if (isInOwnTransaction()) {
			this.inTransaction.add(record);
			if (record.all()) {
				// In some databases DDL commits, with all that was written before it.
				this.here.add(record);
				this.here.committing();
				this.inTransaction.mayCommitInBetween();
			}
		}
		else if (isAutoCommit()) {
			try {
				this.autoCommitted.executing(record, dml, this::connection);
			}
			catch (SQLException ex) {
				throw converted(ex);
			}
		}
		else if (TransactionalInvalidations.isInTransaction()) {
			this.transactional.submit(record, Origin.STATEMENTS);
		}
		else {
			this.inTransaction.add(record);
			this.inTransaction.committing();
		}
	}

	/**
	 * Returns whether the session will hear of the end of its transaction. A session that
	 * was given its connection reports the transaction of that connection's owner as in
	 * progress, but hears of neither its commit nor its rollback.
	 */
	private boolean isInOwnTransaction() {
		return this.session.isTransactionInProgress() && (this.begun || isJta());
	}

	private boolean isAutoCommit() {
		try {
			return connection().getAutoCommit();
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
	public void afterBegin() {
		this.begun = true;
		this.tracker.began(this.session, dependencies());
	}

	/**
	 * Records that COMMIT is about to be sent. JTA calls this even if the flush has
	 * failed. Then nothing is written, so that nothing hides that failure. Plain JDBC
	 * code that has written on the connection is recorded, too, and not only during the
	 * COMMIT, of whose failures Hibernate does not tell the reason.
	 */
	@Override
	public void beforeCompletion() {
		if (isJta() && this.session.getTransactionCoordinator()
			.getTransactionDriverControl()
			.getStatus() == TransactionStatus.MARKED_ROLLBACK) {
			return;
		}
		LogicalConnectionImplementor logical = this.session.getJdbcCoordinator().getLogicalConnection();
		if (logical.isPhysicallyConnected()) {
			try {
				this.tracker.recordUnrecorded(logical.getPhysicalConnection(), this.inTransaction);
			}
			catch (SQLException ex) {
				throw converted(ex);
			}
		}
		committing();
	}

	private void committing() {
		try {
			this.inTransaction.committing(this::connection);
		}
		catch (SQLException ex) {
			throw converted(ex);
		}
	}

	private boolean isJta() {
		return this.session.getTransactionCoordinator().getTransactionCoordinatorBuilder().isJta();
	}

	private Connection connection() {
		return this.session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		boolean answered = isAnswered();
		this.begun = false;
		this.tracker.completed(this.session);
		this.tracker.ended(this.session, successful);
		if (successful) {
			this.inTransaction.committed();
		}
		else if (!this.inTransaction.isCommitting()) {
			TransactionalInvalidations.failedBeforeCommit();
			this.inTransaction.rolledBack();
		}
		else if (answered) {
			this.inTransaction.rolledBack();
		}
		else {
			TransactionalInvalidations.unknown();
			this.inTransaction.unknown();
		}
	}

	/**
	 * Returns whether the database has answered the COMMIT. After a COMMIT that failed,
	 * Hibernate rolls back on the same connection. If the database answered the rollback,
	 * it has answered the COMMIT before. If it did not, or if other code sent the COMMIT,
	 * the outcome is unknown.
	 */
	private boolean isAnswered() {
		if (!this.begun || isJta()) {
			return false;
		}
		return switch (this.session.getTransactionCoordinator().getTransactionDriverControl().getStatus()) {
			case COMMITTED, ROLLED_BACK, NOT_ACTIVE -> true;
			default -> false;
		};
	}

	/**
	 * Ends what is still open when the session closes. Other code may commit it, now or
	 * later, so its outcome is unknown. But if the database has answered the COMMIT, and
	 * Hibernate failed in a callback before it told its observers, the outcome is known.
	 */
	@Override
	public void end() {
		this.tracker.closed(this.session);
		this.here.committed();
		this.atOnce.committed();
		if (this.inTransaction.isEmpty() || isAnswered()) {
			this.inTransaction.over();
		}
		else {
			this.inTransaction.unknown();
		}
	}

}
