package dev.accelerate.statistics;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Count of failures in the last minute, by seconds.
 */
final class RecentFailures {

	private static final int SECONDS = 60;

	private final long[] seconds = new long[SECONDS];

	private final long[] counts = new long[SECONDS];

	RecentFailures() {
		Arrays.fill(this.seconds, Long.MIN_VALUE);
	}

	synchronized void add(long nanos) {
		long second = TimeUnit.NANOSECONDS.toSeconds(nanos);
		int slot = Math.floorMod(second, SECONDS);
		if (this.seconds[slot] != second) {
			this.seconds[slot] = second;
			this.counts[slot] = 0;
		}
		this.counts[slot]++;
	}

	synchronized long count(long nanos) {
		long now = TimeUnit.NANOSECONDS.toSeconds(nanos);
		long count = 0;
		for (int slot = 0; slot < SECONDS; slot++) {
			if (this.seconds[slot] > now - SECONDS && this.seconds[slot] <= now) {
				count += this.counts[slot];
			}
		}
		return count;
	}

}
