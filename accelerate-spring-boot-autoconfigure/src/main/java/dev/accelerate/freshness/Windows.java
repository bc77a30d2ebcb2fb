package dev.accelerate.freshness;

import java.time.Duration;

/**
 * Fresh and stale window of a strategy, in nanoseconds.
 *
 * @param ttlNanos how long a result is fresh, not negative
 * @param swrNanos how long after that it may still be returned while it is refreshed, not
 * negative
 */
public record Windows(long ttlNanos, long swrNanos) {

	public Windows {
		if (ttlNanos < 0 || swrNanos < 0) {
			throw new IllegalArgumentException("Windows must not be negative");
		}
	}

	/**
	 * Windows of zero length: nothing is ever fresh or stale.
	 */
	public static final Windows NONE = new Windows(0, 0);

	/**
	 * Longest window, about 68 years, so that the sum of three is still a {@code long}.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

	/**
	 * Creates the windows of a strategy.
	 * @param ttl the fresh window, cut to about 68 years
	 * @param swr the stale window, cut to about 68 years
	 * @return the windows
	 * @throws IllegalArgumentException if one is negative
	 */
	public static Windows of(Duration ttl, Duration swr) {
		return new Windows(nanos(ttl), nanos(swr));
	}

	/**
	 * Returns the nanoseconds of a window.
	 * @param window the window
	 * @return its length, cut to about 68 years
	 */
	public static long nanos(Duration window) {
		return ((window.compareTo(LONGEST) < 0) ? window : LONGEST).toNanos();
	}

	/**
	 * Returns whether both windows are empty.
	 * @return whether both lengths are zero
	 */
	public boolean isEmpty() {
		return this.ttlNanos == 0 && this.swrNanos == 0;
	}

	/**
	 * Returns these windows with a longer stale one.
	 * @param more by how much it is longer, cut to about 68 years
	 * @return the longer windows
	 */
	public Windows extendedBy(Duration more) {
		return new Windows(this.ttlNanos, this.swrNanos + nanos(more));
	}

	/**
	 * Returns how long after its load began a result may be returned at all.
	 * @return the length of both windows
	 */
	public long totalNanos() {
		return this.ttlNanos + this.swrNanos;
	}

}
