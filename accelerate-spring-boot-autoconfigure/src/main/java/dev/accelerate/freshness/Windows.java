package dev.accelerate.freshness;

import java.util.concurrent.TimeUnit;

/**
 * Fresh and stale window of a strategy, in nanoseconds.
 *
 * @param ttlNanos how long a result is fresh, not negative
 * @param swrNanos how long after that it may be answered while it is refreshed, not
 * negative
 */
public record Windows(long ttlNanos, long swrNanos) {

	public Windows {
		if (ttlNanos < 0 || swrNanos < 0) {
			throw new IllegalArgumentException("Windows must not be negative");
		}
		if (ttlNanos == 0 && swrNanos == 0) {
			throw new IllegalArgumentException("One of the windows must be positive");
		}
	}

	/**
	 * Create the windows of a strategy.
	 * @param ttl the fresh window in seconds
	 * @param swr the stale window in seconds
	 * @return the windows
	 * @throws IllegalArgumentException if one is negative, or both are zero
	 */
	public static Windows ofSeconds(int ttl, int swr) {
		return new Windows(TimeUnit.SECONDS.toNanos(ttl), TimeUnit.SECONDS.toNanos(swr));
	}

	/**
	 * Return how long after its load began a result may be answered at all.
	 * @return the length of both windows
	 */
	public long totalNanos() {
		return this.ttlNanos + this.swrNanos;
	}

}
