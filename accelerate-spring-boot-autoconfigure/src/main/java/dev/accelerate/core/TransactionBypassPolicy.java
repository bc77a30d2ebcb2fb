package dev.accelerate.core;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link BypassPolicy} for the transaction a call is made in.
 */
public final class TransactionBypassPolicy implements BypassPolicy {

	static final Bypass UNSEEN = new Bypass("transaction-unseen",
			"The running transaction began unnoticed: make its transaction manager a bean");

	static final Bypass SEVERAL = new Bypass("several-transactions",
			"Transactions of several transaction managers run at once: read outside the inner one");

	static final Bypass READ_WRITE = new Bypass("read-write-transaction",
			"A read-write transaction may see uncommitted rows: read before it begins, or declare it readOnly");

	static final Bypass ISOLATION = new Bypass("isolation",
			"The transaction is isolated from later commits: declare no more than READ_COMMITTED, or read outside it");

	private final OpenTransactions transactions;

	/**
	 * Create a policy.
	 * @param transactions the transactions in progress
	 */
	public TransactionBypassPolicy(OpenTransactions transactions) {
		this.transactions = transactions;
	}

	@Override
	public @Nullable Bypass bypass(QueryPlan plan) {
		List<OpenTransaction> open = this.transactions.current();
		if (open.isEmpty()) {
			return this.transactions.isAnyUnseen() ? UNSEEN : null;
		}
		if (open.size() > 1) {
			return SEVERAL;
		}
		if (open.get(0).isWriting()) {
			return READ_WRITE;
		}
		Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		return (isolation != null && isolation >= TransactionDefinition.ISOLATION_REPEATABLE_READ) ? ISOLATION : null;
	}

}
