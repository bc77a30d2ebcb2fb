package dev.accelerate.invalidation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Invalidations of a thread's transaction that are recorded in a log together with the
 * writes of the transaction, in one row.
 */
final class JoinedInvalidations {

	private final DatabaseLog log;

	private final Map<Joining, InvalidationRecord> records = new LinkedHashMap<>();

	private JoinedInvalidations(DatabaseLog log) {
		this.log = log;
	}

	/**
	 * Returns what the transaction of this thread invalidates, if its commit has been
	 * announced, and is in no row yet.
	 * @param log the log that is about to be written to
	 * @param ofThread tells whether it is written to by that transaction
	 */
	static JoinedInvalidations of(Invalidations invalidations, DatabaseLog log, BooleanSupplier ofThread) {
		JoinedInvalidations joined = new JoinedInvalidations(log);
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
				if (synchronization instanceof Joining joining) {
					InvalidationRecord record = joining.joining(invalidations, log);
					if (!record.isEmpty() && ofThread.getAsBoolean()) {
						joined.records.put(joining, record);
					}
				}
			}
		}
		return joined;
	}

	boolean isEmpty() {
		return this.records.isEmpty();
	}

	InvalidationRecord record() {
		return this.records.values().stream().reduce(InvalidationRecord.NONE, InvalidationRecord::and);
	}

	/**
	 * Records that the row was written.
	 */
	void written() {
		this.records.forEach((joining, record) -> joining.written(this.log, record));
	}

	/**
	 * Records that the row was committed.
	 */
	void committed() {
		this.records.forEach((joining, record) -> joining.recorded(this.log, record));
	}

	/**
	 * Callback of a transaction that knows what else the transaction invalidates.
	 */
	interface Joining extends TransactionSynchronization {

		/**
		 * Returns what the transaction invalidates on a node and is in no row of a log,
		 * if COMMIT is about to be sent, and nothing otherwise.
		 */
		InvalidationRecord joining(Invalidations invalidations, DatabaseLog log);

		/**
		 * Records that it is in a row of a log, which is not committed yet.
		 */
		void written(DatabaseLog log, InvalidationRecord record);

		/**
		 * Records that a log was told.
		 */
		void recorded(DatabaseLog log, InvalidationRecord record);

	}

}
