package dev.accelerate.core;

import java.util.List;

import dev.accelerate.tracking.OpenTransaction;
import dev.accelerate.tracking.ThreadState;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reasons to bypass the cache that lie in the transaction of a call.
 */
public final class TransactionBypass {

	/**
	 * A transaction is in progress whose begin was not observed.
	 */
	public static final Bypass UNSEEN = new Bypass("transaction-unseen",
			"The cache did not observe how the running transaction began: declare its transaction manager as a "
					+ "bean, and begin it with that");

	static final Bypass SEVERAL = new Bypass("several-transactions",
			"Transactions of several transaction managers are in progress at once: read outside the inner one");

	static final Bypass READ_WRITE = new Bypass("read-write-transaction",
			"The transaction may see rows that are not committed, because it has written or locked something, or used JDBC: read before it does, or declare it readOnly");

	/**
	 * The transaction sees, or may see, an older state than the one the cache shows.
	 */
	public static final Bypass ISOLATION = new Bypass("isolation",
			"The transaction is isolated from later commits, by its declaration, the default of its connection or a statement: "
					+ "declare READ_COMMITTED, or read outside it");

	private TransactionBypass() {
	}

	/**
	 * Returns why a call must bypass the cache, or {@code null} if it need not.
	 * @param thread the state of the calling thread
	 * @param bound whether a transaction scope is active on this thread, or a resource is
	 * bound to it
	 * @param mode how reads are answered in a read-write transaction
	 */
	public static @Nullable Bypass find(ThreadState thread, boolean bound, ReadWriteMode mode) {
		List<OpenTransaction> open = thread.transactions();
		if (open.isEmpty()) {
			return (bound && TransactionSynchronizationManager.isActualTransactionActive()) ? UNSEEN : null;
		}
		if (open.size() > 1) {
			return SEVERAL;
		}
		OpenTransaction transaction = open.get(0);
		if (transaction.isWriting() && (mode == ReadWriteMode.BYPASS || transaction.isTouched())) {
			return READ_WRITE;
		}
		Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		return (isolation != null && isolation >= TransactionDefinition.ISOLATION_REPEATABLE_READ) ? ISOLATION : null;
	}

}
