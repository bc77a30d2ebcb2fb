package dev.accelerate.jpa;

import java.sql.SQLException;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.invalidation.TransactionalInvalidations;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/**
 * Session whose writes are followed to their commit. It hears of a transaction from
 * Hibernate itself, after the flush and before COMMIT, whoever manages it.
 */
final class TrackedSession implements SessionEventListener, TransactionObserver {

	private final transient SessionTracking tracking;

	private final transient SharedSessionContractImplementor session;

	private final transient TransactionalInvalidations transactional;

	private final transient TransactionWrites inTransaction;

	private final transient TransactionWrites atOnce;

	private final transient boolean inspected;

	private transient boolean begun;

	private transient InvalidationRecord prepared = InvalidationRecord.NONE;

	/**
	 * What has been prepared outside transactions. A batch may be executed long after its
	 * statement was prepared, and more than once.
	 */
	private transient InvalidationRecord batched = InvalidationRecord.NONE;

	TrackedSession(SessionTracking tracking, SharedSessionContractImplementor session,
			TransactionalInvalidations transactional, TransactionWrites inTransaction, TransactionWrites atOnce) {
		this.tracking = tracking;
		this.session = session;
		this.inspected = session.getJdbcSessionContext().getStatementInspector() instanceof TrackingInspector;
		this.transactional = transactional;
		this.inTransaction = inTransaction;
		this.atOnce = atOnce;
	}

	@Override
	public void jdbcPrepareStatementStart() {
		this.tracking.preparing(this.session);
		this.prepared = this.inspected ? this.tracking.prepared() : this.tracking.unseen();
		if (this.prepared.isEmpty()) {
			return;
		}
		if (isInOwnTransaction()) {
			this.inTransaction.add(this.prepared);
		}
		else {
			this.batched = this.batched.and(this.prepared);
		}
	}

	@Override
	public void jdbcExecuteStatementStart() {
		if (!this.session.isTransactionInProgress() && !isAutoCommit()) {
			this.tracking.usedUnseen(this.session);
		}
		executing(this.prepared);
	}

	@Override
	public void jdbcExecuteStatementEnd() {
		this.atOnce.committed();
	}

	@Override
	public void jdbcExecuteBatchStart() {
		executing(this.batched);
	}

	@Override
	public void jdbcExecuteBatchEnd() {
		this.atOnce.committed();
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
		this.tracking.began(this.session);
	}

	@Override
	public void beforeCompletion() {
		this.inTransaction.committing();
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		this.begun = false;
		this.tracking.completed(this.session);
		if (successful) {
			this.inTransaction.committed();
		}
		else {
			this.inTransaction.rolledBack();
		}
	}

	/**
	 * What is still open when the session closes may have been committed by someone else.
	 */
	@Override
	public void end() {
		this.atOnce.committed();
		this.inTransaction.committed();
	}

}
