package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Stamp;

import org.springframework.transaction.TransactionExecution;

/**
 * Physical transaction in progress on a thread, with what was noted before it began.
 */
public final class OpenTransaction {

	private final TransactionExecution execution;

	private final Stamp stamp;

	private final long nanos;

	private final Instant instant;

	private boolean writing;

	OpenTransaction(TransactionExecution execution, Stamp stamp, TimeSource time) {
		this.execution = execution;
		this.stamp = stamp;
		this.nanos = time.nanos();
		this.instant = time.instant();
		this.writing = !execution.isReadOnly();
	}

	/**
	 * Return the stamp that was taken before the transaction could have begun.
	 * @return the stamp of everything read in the transaction
	 */
	public Stamp stamp() {
		return this.stamp;
	}

	/**
	 * Return when the transaction began, in nanoseconds of {@link TimeSource#nanos()}.
	 * @return the moment from which the age of everything read in it counts
	 */
	public long nanos() {
		return this.nanos;
	}

	/**
	 * Return when the transaction began, by the wall clock.
	 * @return the moment, for people
	 */
	public Instant instant() {
		return this.instant;
	}

	/**
	 * Return whether the transaction is read-write: declared so, or seen writing.
	 * @return whether it may see what is not committed
	 */
	public boolean isWriting() {
		return this.writing;
	}

	void wrote() {
		this.writing = true;
	}

	TransactionExecution execution() {
		return this.execution;
	}

}
