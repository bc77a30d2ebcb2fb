package dev.accelerate.jpa;

import java.sql.SQLException;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jpa.SessionTracker.Sending;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Session whose writes are followed to their commit. It hears of a transaction from
 * Hibernate itself, after the flush and before COMMIT, whoever manages it.
 */
final class TrackedSession implements SessionEventListener, TransactionObserver {

	private final transient SessionTracker tracking;

	private final transient SharedSessionContractImplementor session;

	private final transient TransactionalInvalidations transactional;

	private final transient TransactionWrites inTransaction;

	private final transient TransactionWrites atOnce;

	private final transient boolean inspected;

	private transient boolean begun;

	private transient Sending prepared = Sending.NOTHING;

	/**
	 * What has been prepared outside transactions. A batch may be executed long after its
	 * statement was prepared, and more than once.
	 */
	private transient InvalidationRecord batched = InvalidationRecord.NONE;

	TrackedSession(SessionTracker tracking, SharedSessionContractImplementor session) {
		this.tracking = tracking;
		this.session = session;
		this.inspected = TrackingInspector.inspects(session);
		this.transactional = tracking.transactional();
		this.inTransaction = tracking.newWrites();
		this.atOnce = tracking.newWrites();
	}

	@Override
	public void jdbcPrepareStatementStart() {
		this.tracking.preparing(this.session, dependencies());
		this.prepared = this.inspected ? this.tracking.prepared() : this.tracking.unobserved();
		InvalidationRecord record = this.prepared.record();
		if (record.isEmpty()) {
			return;
		}
		if (isInOwnTransaction()) {
			this.inTransaction.add(record);
		}
		else {
			this.batched = this.batched.and(record);
		}
	}

	private @Nullable UnitDependencyTracker dependencies() {
		TrackingInspector inspector = TrackingInspector.of(this.session.getFactory());
		return (inspector != null) ? inspector.dependencies() : null;
	}

	@Override
	public void jdbcExecuteStatementStart() {
		if (!this.session.isTransactionInProgress() && !isAutoCommit()) {
			this.tracking.usedUnseen(this.session);
		}
		executing(this.prepared.record());
		if (this.prepared.prepares()) {
			this.inTransaction.committing();
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
		executing(this.batched);
	}

	@Override
	public void jdbcExecuteBatchEnd() {
		executed();
	}

	/**
	 * Hibernate does not say whether the statement failed. Drivers and pools close a
	 * connection on which they got no answer.
	 */
	private void executed() {
		if (this.atOnce.isEmpty()) {
			return;
		}
		if (isConnected()) {
			this.atOnce.committed();
		}
		else {
			this.atOnce.unknown();
		}
	}

	private boolean isConnected() {
		try {
			return !this.session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection().isClosed();
		}
		catch (SQLException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Outside a transaction every statement is committed when it has been executed,
	 * unless the connection is not the session's own. Then Spring knows when it is
	 * committed, or nobody does, and what was written stays pending while the session is
	 * open.
	 */
	private void executing(InvalidationRecord record) {
		if (record.isEmpty()) {
			return;
		}
		if (isInOwnTransaction()) {
			this.inTransaction.add(record);
			if (record.all()) {
				// DDL commits in some databases, with all that was written before it.
				this.atOnce.add(record);
				this.atOnce.committing();
			}
		}
		else if (isAutoCommit()) {
			this.atOnce.add(record);
			this.atOnce.committing();
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
	 * On a connection that it was given, a session takes the transaction of someone else
	 * for one in progress, and hears of neither its commit nor its rollback.
	 */
	private boolean isInOwnTransaction() {
		return this.session.isTransactionInProgress()
				&& (this.begun || this.session.getTransactionCoordinator().getTransactionCoordinatorBuilder().isJta());
	}

	private boolean isAutoCommit() {
		try {
			return this.session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection().getAutoCommit();
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public void cacheGetEnd(boolean hit) {
		if (hit) {
			this.tracking.answeredBySecondLevelCache();
		}
	}

	@Override
	public void afterBegin() {
		this.begun = true;
		this.tracking.began(this.session, dependencies());
	}

	@Override
	public void beforeCompletion() {
		this.inTransaction.committing();
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		boolean answered = isAnswered();
		this.begun = false;
		this.tracking.completed(this.session);
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
	 * After a COMMIT that failed, Hibernate rolls back on the same connection. If the
	 * database answered that, it has answered the COMMIT before. If it did not, or if
	 * someone else sent the COMMIT, nobody knows what became of it.
	 */
	private boolean isAnswered() {
		TransactionCoordinator coordinator = this.session.getTransactionCoordinator();
		if (!this.begun || coordinator.getTransactionCoordinatorBuilder().isJta()) {
			return false;
		}
		return switch (coordinator.getTransactionDriverControl().getStatus()) {
			case COMMITTED, ROLLED_BACK, NOT_ACTIVE -> true;
			default -> false;
		};
	}

	/**
	 * What is still open when the session closes may be committed by someone else, now or
	 * later. If Hibernate has sent the COMMIT and then failed in a callback, nobody was
	 * told.
	 */
	@Override
	public void end() {
		this.atOnce.committed();
		if (this.inTransaction.isEmpty() || isAnswered()) {
			this.inTransaction.committed();
		}
		else {
			this.inTransaction.unknown();
		}
	}

}
