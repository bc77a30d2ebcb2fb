package dev.accelerate.benchmarks.rates;

import java.util.EnumMap;
import java.util.Map;

/**
 * How reads of each kind were answered.
 */
final class Tally {

	private final Map<Kind, long[]> counts = new EnumMap<>(Kind.class);

	Tally() {
		for (Kind kind : Kind.values()) {
			this.counts.put(kind, new long[3]);
		}
	}

	void add(Kind kind, boolean hit, boolean perfect) {
		long[] of = of(kind);
		of[0]++;
		of[1] += hit ? 1 : 0;
		of[2] += perfect ? 1 : 0;
	}

	/**
	 * Return which part of the reads came from the cache.
	 */
	double hits(Kind kind) {
		return (double) of(kind)[1] / of(kind)[0];
	}

	/**
	 * Return which part of the reads would have come from a perfect cache.
	 */
	double perfect(Kind kind) {
		return (double) of(kind)[2] / of(kind)[0];
	}

	private long[] of(Kind kind) {
		return this.counts.getOrDefault(kind, new long[3]);
	}

}
