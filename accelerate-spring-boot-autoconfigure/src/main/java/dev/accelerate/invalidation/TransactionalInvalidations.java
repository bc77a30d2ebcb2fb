package dev.accelerate.invalidation;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Way by which invalidations reach the log: at once, or, inside a transaction, when that
 * transaction has committed.
 */
public final class TransactionalInvalidations {

	private final Consumer<InvalidationRecord> log;

	/**
	 * Create the way to a log.
	 * @param log the log
	 */
	public TransactionalInvalidations(InvalidationLog log) {
		this(log::append);
	}

	private TransactionalInvalidations(Consumer<InvalidationRecord> log) {
		this.log = log;
	}

	/**
	 * Return a way that leads nowhere: invalidations are taken, and do nothing.
	 * @return the way for an application that caches nothing
	 */
	public static TransactionalInvalidations disabled() {
		return new TransactionalInvalidations((record) -> {
		});
	}

	/**
	 * Append a record, at once or after the commit of the transaction in progress on this
	 * thread. On a rollback the record is dropped.
	 * @param record what became invalid
	 */
	public void submit(InvalidationRecord record) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			this.log.accept(record);
			return;
		}
		for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
			if (synchronization instanceof Submission submission && submission.belongsTo(this)) {
				submission.add(record);
				return;
			}
		}
		TransactionSynchronizationManager.registerSynchronization(new Submission(record));
	}

	/**
	 * Records of one transaction. They are appended before any other callback of the
	 * application runs after the commit, and even if one that ran earlier failed.
	 */
	private final class Submission implements TransactionSynchronization, Ordered {

		private @Nullable InvalidationRecord pending;

		Submission(InvalidationRecord record) {
			this.pending = record;
		}

		boolean belongsTo(TransactionalInvalidations invalidations) {
			return TransactionalInvalidations.this == invalidations;
		}

		void add(InvalidationRecord record) {
			this.pending = (this.pending != null) ? this.pending.and(record) : record;
		}

		@Override
		public void afterCommit() {
			append();
		}

		/**
		 * A commit of which nobody knows whether it happened counts as one that did.
		 */
		@Override
		public void afterCompletion(int status) {
			if (status != STATUS_ROLLED_BACK) {
				append();
			}
		}

		private void append() {
			InvalidationRecord record = this.pending;
			this.pending = null;
			if (record != null) {
				TransactionalInvalidations.this.log.accept(record);
			}
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
