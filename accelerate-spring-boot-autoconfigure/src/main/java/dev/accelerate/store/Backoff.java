package dev.accelerate.store;

import java.time.Duration;

/**
 * Pause between failed refreshes of an entry. It doubles with every failure.
 *
 * @param failures how many refreshes have failed in a row
 * @param until when the next may be tried, in monotonic nanoseconds
 */
public record Backoff(int failures, long until) {

	private static final long FIRST = Duration.ofSeconds(1).toNanos();

	private static final long LONGEST = Duration.ofSeconds(60).toNanos();

	/**
	 * Pause of an entry whose last refresh did not fail.
	 */
	public static final Backoff NONE = new Backoff(0, 0);

	/**
	 * Returns the pause after another failure.
	 * @param now the present, in monotonic nanoseconds
	 * @return the pause
	 */
	public Backoff afterFailure(long now) {
		long pause = Math.min(FIRST << Math.min(this.failures, 30), LONGEST);
		return new Backoff(this.failures + 1, now + pause);
	}

	/**
	 * Returns whether a refresh may be tried.
	 * @param now the present, in monotonic nanoseconds
	 * @return whether the pause is over
	 */
	public boolean isOver(long now) {
		return this.failures == 0 || now - this.until >= 0;
	}

}
