package dev.accelerate.core;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transaction manager without a database, for one thread.
 */
@SuppressWarnings("serial")
final class TestTransactionManager extends AbstractPlatformTransactionManager {

	private final AtomicBoolean open = new AtomicBoolean();

	TestTransactionManager(TransactionExecutionListener... listeners) {
		setTransactionExecutionListeners(List.of(listeners));
	}

	@Override
	protected Object doGetTransaction() {
		return this.open;
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return this.open.get();
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.open.set(true);
	}

	@Override
	protected Object doSuspend(Object transaction) {
		this.open.set(false);
		return this.open;
	}

	@Override
	protected void doResume(Object transaction, Object suspended) {
		this.open.set(true);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		this.open.set(false);
	}

}
