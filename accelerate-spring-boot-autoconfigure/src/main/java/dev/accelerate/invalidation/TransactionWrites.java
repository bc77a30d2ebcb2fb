package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.invalidation.InvalidationListener.Origin;

/**
 * Collects what each transaction on a connection, a session or a thread invalidates, and
 * takes it to the log. Before COMMIT is sent it becomes pending, so that no caller is
 * served what the commit may already have changed. Once COMMIT has been sent, a failure
 * counts as a commit, since the database may have received it. If the database did not
 * answer, it may even commit later, so the writes stay pending for a while. An instance
 * is used by one thread at a time, and by one transaction after the other.
 */
public final class TransactionWrites {

	private final Invalidations invalidations;

	private final Origin origin;

	private final List<InvalidationRecord> announced = new ArrayList<>();

	private InvalidationRecord written = InvalidationRecord.NONE;

	private boolean committing;

	/**
	 * Creates an instance without any writes.
	 * @param invalidations the view of what is invalid, where writes become pending and
	 * are appended
	 * @param origin the origin of the invalidations
	 */
	public TransactionWrites(Invalidations invalidations, Origin origin) {
		this.invalidations = invalidations;
		this.origin = origin;
	}

	/**
	 * Records that the transaction invalidates something.
	 * @param record what becomes invalid
	 */
	public void add(InvalidationRecord record) {
		if (record.isEmpty()) {
			return;
		}
		this.written = this.written.and(record);
		if (this.committing) {
			announce(record);
		}
	}

	/**
	 * Records that COMMIT is about to be sent.
	 */
	public void committing() {
		if (!this.committing) {
			this.committing = true;
			announce(this.written);
		}
	}

	/**
	 * Records that the transaction was committed, or may have been.
	 */
	public void committed() {
		committing();
		InvalidationRecord record = this.written;
		List<InvalidationRecord> pending = List.copyOf(this.announced);
		clear();
		if (!record.isEmpty()) {
			this.invalidations.appendCommitted(record, this.origin, pending);
		}
	}

	/**
	 * Records that the transaction was rolled back. If COMMIT had been sent before, it
	 * counts as committed.
	 */
	public void rolledBack() {
		if (this.committing) {
			committed();
		}
		else {
			clear();
		}
	}

	/**
	 * Records that the outcome of the transaction is unknown: it may have been committed,
	 * or may be committed later. What it wrote is invalidated now, stays pending for a
	 * while, and is invalidated once more.
	 */
	public void unknown() {
		committing();
		InvalidationRecord record = this.written;
		List<InvalidationRecord> pending = List.copyOf(this.announced);
		clear();
		if (!record.isEmpty()) {
			this.invalidations.appendUnknown(record, this.origin, pending);
		}
	}

	/**
	 * Records that the transaction is being prepared, so that from now on any session may
	 * commit it at any time. Later writes may still belong to it.
	 */
	public void prepared() {
		committing();
		List<InvalidationRecord> pending = List.copyOf(this.announced);
		this.announced.clear();
		if (!this.written.isEmpty()) {
			this.invalidations.appendUnknown(this.written, this.origin, pending);
		}
	}

	/**
	 * Records that the statement which commits the transaction has failed. If the
	 * database answered, the transaction is over, committed or not.
	 * @param failure the failure
	 * @return whether the database is known to have answered
	 */
	public boolean failed(Throwable failure) {
		boolean answered = Failures.areAnswered(failure);
		if (answered) {
			committed();
		}
		else {
			unknown();
		}
		return answered;
	}

	/**
	 * Returns whether COMMIT has been sent, or is about to be.
	 * @return whether a rollback may come too late
	 */
	public boolean isCommitting() {
		return this.committing;
	}

	/**
	 * Returns whether nothing has been recorded since the last transaction ended.
	 * @return whether there is nothing to append
	 */
	public boolean isEmpty() {
		return this.written.isEmpty();
	}

	/**
	 * Returns what has been recorded since the last transaction ended.
	 * @return what there is to append, which may be nothing
	 */
	public InvalidationRecord written() {
		return this.written;
	}

	private void announce(InvalidationRecord record) {
		if (!record.isEmpty()) {
			this.invalidations.announce(record);
			this.announced.add(record);
		}
	}

	private void clear() {
		this.announced.clear();
		this.written = InvalidationRecord.NONE;
		this.committing = false;
	}

}
