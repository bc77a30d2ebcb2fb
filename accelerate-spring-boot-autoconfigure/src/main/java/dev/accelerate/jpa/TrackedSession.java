package dev.accelerate.jpa;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TransactionWrites;
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

	private final transient TransactionWrites inTransaction;

	private final transient TransactionWrites atOnce;

	private transient InvalidationRecord prepared = InvalidationRecord.NONE;

	/**
	 * What has been prepared outside transactions. A batch may be executed long after its
	 * statement was prepared, and more than once.
	 */
	private transient InvalidationRecord batched = InvalidationRecord.NONE;

	TrackedSession(SessionTracking tracking, SharedSessionContractImplementor session, TransactionWrites inTransaction,
			TransactionWrites atOnce) {
		this.tracking = tracking;
		this.session = session;
		this.inTransaction = inTransaction;
		this.atOnce = atOnce;
	}

	@Override
	public void jdbcPrepareStatementStart() {
		this.prepared = this.tracking.sending();
		if (this.prepared.isEmpty()) {
			return;
		}
		if (this.session.isTransactionInProgress()) {
			this.inTransaction.add(this.prepared);
		}
		else {
			this.batched = this.batched.and(this.prepared);
		}
	}

	@Override
	public void jdbcExecuteStatementStart() {
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
	 * Outside a transaction every statement is committed when it has been executed.
	 */
	private void executing(InvalidationRecord record) {
		if (record.isEmpty()) {
			return;
		}
		if (this.session.isTransactionInProgress()) {
			this.inTransaction.add(record);
		}
		else {
			this.atOnce.add(record);
			this.atOnce.committing();
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
		this.tracking.began(this.session);
	}

	@Override
	public void beforeCompletion() {
		this.inTransaction.committing();
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
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
