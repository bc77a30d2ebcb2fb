package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.invalidation.InvalidationListener.Origin;

/**
 * What one transaction after the other makes invalid on a connection, a session or a
 * thread, from the statement to the log. Before COMMIT is sent it becomes pending, so
 * that nobody is served what the commit may already have changed. Once COMMIT has been
 * sent, a failure counts as a commit: the database may have received it. If the database
 * did not answer, it may even commit later, and what was written stays pending for a
 * while. It is used by one thread at a time.
 */
public final class TransactionWrites {

	private final Invalidations invalidations;

	private final Origin origin;

	private final List<InvalidationRecord> announced = new ArrayList<>();

	private InvalidationRecord written = InvalidationRecord.NONE;

	private boolean committing;

	/**
	 * Create an account without any writes.
	 * @param invalidations where they become pending, and invalid
	 * @param origin who makes them so
	 */
	public TransactionWrites(Invalidations invalidations, Origin origin) {
		this.invalidations = invalidations;
		this.origin = origin;
	}

	/**
	 * Note that the transaction makes something invalid.
	 * @param record what it is
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
	 * Note that COMMIT is about to be sent.
	 */
	public void committing() {
		if (!this.committing) {
			this.committing = true;
			announce(this.written);
		}
	}

	/**
	 * Note that the transaction was committed, or may have been.
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
	 * Note that the transaction was rolled back. If COMMIT had been sent before, it
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
	 * Records that nobody knows whether the transaction was committed, or will be: what
	 * it wrote becomes invalid now, stays pending, and becomes invalid once more.
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
	 * Records that the transaction is being prepared: from now on anyone may commit it,
	 * at any time. What comes after may belong to it all the same.
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
	 * database answered, the transaction is over one way or the other.
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
	 * Return whether anything has been noted since the last transaction ended.
	 * @return whether there is something to append
	 */
	public boolean isEmpty() {
		return this.written.isEmpty();
	}

	/**
	 * Return what has been noted since the last transaction ended.
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
