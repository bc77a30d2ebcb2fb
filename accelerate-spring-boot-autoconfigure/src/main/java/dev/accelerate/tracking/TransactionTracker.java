package dev.accelerate.tracking;

import java.util.List;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionalInvalidations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tracks the physical transactions in progress on each thread. It listens to every
 * transaction manager, so that a stamp is taken before each transaction begins.
 * Savepoints are not transactions, and a suspended transaction is out of sight until it
 * is resumed.
 */
public final class TransactionTracker implements TransactionExecutionListener {

	private final Invalidations invalidations;

	private final TimeSource time;

	private final ThreadStateHolder threads;

	private volatile boolean isolationUnknown;

	private volatile Runnable beforeJdbc = () -> {
	};

	/**
	 * Creates a listener.
	 * @param invalidations the source of stamps
	 * @param time the source of time
	 * @param threads the holder of each thread's state, where transactions are kept
	 */
	public TransactionTracker(Invalidations invalidations, TimeSource time, ThreadStateHolder threads) {
		this.invalidations = invalidations;
		this.time = time;
		this.threads = threads;
	}

	/**
	 * Returns the transactions in progress on this thread, the outermost first. There is
	 * more than one only if several transaction managers have one in progress at once.
	 * @return the transactions, empty if there are none
	 */
	public List<OpenTransaction> current() {
		return this.threads.current().transactions();
	}

	/**
	 * Returns whether a transaction is in progress on this thread whose begin was not
	 * seen, because its manager is not a bean.
	 * @return whether there is one without a stamp
	 */
	public boolean isAnyUnseen() {
		return current().isEmpty() && TransactionSynchronizationManager.isActualTransactionActive();
	}

	/**
	 * Records that this thread wrote to a database. Every transaction in progress on it
	 * is read-write from now on.
	 */
	public void wrote() {
		this.threads.current().writes++;
		current().forEach(OpenTransaction::wrote);
	}

	/**
	 * Records that this thread locked rows, so that it may rely on reading their latest
	 * state.
	 */
	void locked() {
		current().forEach(OpenTransaction::touched);
	}

	/**
	 * Records that a statement has changed how a database session isolates its
	 * transactions. Its connection may be reused, so from now on the isolation of every
	 * transaction is unknown.
	 */
	public void isolated() {
		this.isolationUnknown = true;
	}

	/**
	 * Returns whether the isolation of transactions is unknown.
	 * @return whether a statement has changed it
	 */
	public boolean isIsolationUnknown() {
		return this.isolationUnknown;
	}

	/**
	 * Sets what is done before plain JDBC code takes the connection of a read-write
	 * transaction for the first time.
	 * @param beforeJdbc the action, called on the thread of the transaction
	 */
	public void beforeJdbc(Runnable beforeJdbc) {
		this.beforeJdbc = beforeJdbc;
	}

	/**
	 * Returns whether a transaction manager of this thread is just beginning a
	 * transaction.
	 * @return whether the begin of the newest transaction has not completed yet
	 */
	public boolean isBeginning() {
		List<OpenTransaction> open = open();
		return !open.isEmpty() && !open.get(open.size() - 1).hasBegun();
	}

	/**
	 * Returns how often this thread has been seen writing.
	 * @return a number that grows with every write
	 */
	public long writes() {
		return this.threads.current().writes;
	}

	/**
	 * Records that code other than that of sessions may write on this thread.
	 */
	void othersMayWrite() {
		this.threads.current().others++;
	}

	/**
	 * Returns how often code other than that of sessions may have written on this thread.
	 */
	long others() {
		return this.threads.current().others;
	}

	private List<OpenTransaction> open() {
		return this.threads.current().transactions;
	}

	@Override
	public void beforeBegin(TransactionExecution transaction) {
		if (transaction.isNewTransaction()) {
			open().add(new OpenTransaction(transaction, this.invalidations.stamp(), this.time, this.beforeJdbc,
					this::othersMayWrite));
		}
	}

	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
		OpenTransaction begun = find(transaction);
		if (begun == null) {
			return;
		}
		if (beginFailure != null) {
			open().remove(begun);
			return;
		}
		begun.began();
		if (transaction instanceof DefaultTransactionStatus status && status.isNewSynchronization()) {
			TransactionSynchronizationManager.registerSynchronization(new Suspension(begun));
		}
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		if (find(transaction) != null) {
			TransactionalInvalidations.committing();
		}
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
		ended(transaction);
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		ended(transaction);
	}

	private void ended(TransactionExecution transaction) {
		OpenTransaction ended = find(transaction);
		if (ended != null) {
			open().remove(ended);
		}
	}

	private @Nullable OpenTransaction find(TransactionExecution transaction) {
		for (OpenTransaction candidate : open()) {
			if (candidate.execution() == transaction) {
				return candidate;
			}
		}
		return null;
	}

	/**
	 * Records when a transaction is suspended and resumed. It also observes the end of
	 * the transaction, because not every failing commit is reported to listeners.
	 */
	private final class Suspension implements TransactionalInvalidations.Announced, Ordered {

		private final OpenTransaction transaction;

		Suspension(OpenTransaction transaction) {
			this.transaction = transaction;
		}

		@Override
		public void suspend() {
			this.transaction.suspended(true);
		}

		@Override
		public void resume() {
			this.transaction.suspended(false);
		}

		@Override
		public void afterCompletion(int status) {
			open().remove(this.transaction);
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

}
