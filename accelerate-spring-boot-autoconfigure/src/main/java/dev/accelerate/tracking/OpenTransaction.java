package dev.accelerate.tracking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Stamp;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Physical transaction in progress on a thread, with the stamp and the time from before
 * it began.
 */
public final class OpenTransaction {

	private final TransactionExecution execution;

	private final Stamp stamp;

	private final long nanos;

	private final Instant instant;

	/**
	 * Resources that were bound to transactions of this thread before this one began.
	 */
	private final List<Object> before;

	/**
	 * Resources of this transaction, as far as they are known.
	 */
	private List<Object> resources = List.of();

	private final Runnable beforeJdbc;

	private final Runnable used;

	private boolean begun;

	private boolean suspended;

	private boolean writing;

	private boolean touched;

	OpenTransaction(TransactionExecution execution, Stamp stamp, TimeSource time, Runnable beforeJdbc, Runnable used) {
		this.used = used;
		this.execution = execution;
		this.beforeJdbc = beforeJdbc;
		this.stamp = stamp;
		this.nanos = time.nanos();
		this.instant = time.instant();
		this.before = boundResources();
		this.writing = !execution.isReadOnly();
	}

	/**
	 * Returns the stamp that was taken before the transaction could have begun.
	 * @return the stamp of everything read in the transaction
	 */
	public Stamp stamp() {
		return this.stamp;
	}

	/**
	 * Returns when the transaction began, in nanoseconds of {@link TimeSource#nanos()}.
	 * @return the moment from which the age of everything read in it counts
	 */
	public long nanos() {
		return this.nanos;
	}

	/**
	 * Returns when the transaction began, by the wall clock.
	 * @return the moment, to be shown to people
	 */
	public Instant instant() {
		return this.instant;
	}

	/**
	 * Returns whether the transaction is read-write, by declaration or because it was
	 * seen writing.
	 * @return whether it may see uncommitted rows
	 */
	public boolean isWriting() {
		return this.writing;
	}

	/**
	 * Returns whether the transaction may see rows that are not committed, because it has
	 * written, or was given reason to read what is newer than anything stored, because it
	 * has locked.
	 * @return whether it has written or locked anything, or may have done so
	 */
	public boolean isTouched() {
		return this.touched || WatchedConnectionHolder.isAnyUnwatched();
	}

	/**
	 * Records that the transaction has written or locked something, or may have done so.
	 */
	void touched() {
		this.touched = true;
	}

	/**
	 * Records that plain JDBC code takes the connection of the transaction.
	 */
	void usedByJdbc() {
		this.used.run();
		if (!this.touched) {
			this.touched = true;
			if (this.writing) {
				this.beforeJdbc.run();
			}
		}
	}

	/**
	 * Records that the transaction has begun.
	 */
	void began() {
		List<Object> bound = boundResources();
		bound.removeIf(this.before::contains);
		this.resources = bound;
		watchConnections();
		this.begun = true;
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Records that the callbacks of the transaction were suspended or resumed. A
	 * transaction of a second manager suspends the callbacks of the first, but not its
	 * transaction.
	 */
	void suspended(boolean suspended) {
		this.suspended = suspended;
	}

	/**
	 * Returns whether what the thread reads now may be read in this transaction.
	 */
	boolean isInSight() {
		return this.resources.isEmpty() ? !this.suspended
				: boundResources().stream().anyMatch(this.resources::contains);
	}

	/**
	 * Watches the connection that the persistence provider shares with plain JDBC code in
	 * this transaction.
	 */
	private void watchConnections() {
		if (this.resources.stream().anyMatch(EntityManagerHolder.class::isInstance)) {
			new HashMap<>(TransactionSynchronizationManager.getResourceMap())
				.forEach((key, resource) -> WatchedConnectionHolder.watch(key, resource, this::usedByJdbc));
		}
	}

	private static List<Object> boundResources() {
		List<Object> bound = new ArrayList<>();
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			if (resource instanceof ResourceHolderSupport holder && holder.isSynchronizedWithTransaction()) {
				bound.add(holder);
			}
		}
		return bound;
	}

	void wrote() {
		this.writing = true;
		this.touched = true;
	}

	TransactionExecution execution() {
		return this.execution;
	}

}
