package dev.accelerate.jpa.rows.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.accelerate.CacheStatus;

/**
 * What a run has done, since one that answers nothing or writes nothing finds nothing.
 */
final class Tally {

	private final Map<String, long[]> reads = new TreeMap<>();

	private final Map<String, long[]> writes = new LinkedHashMap<>();

	private final Map<String, String> failures = new TreeMap<>();

	void read(String read, CacheStatus status, boolean survived) {
		long[] counts = this.reads.computeIfAbsent(read, (key) -> new long[3]);
		counts[0]++;
		if (status == CacheStatus.TTL) {
			counts[1]++;
			if (survived) {
				counts[2]++;
			}
		}
	}

	void wrote(String way) {
		this.writes.computeIfAbsent(way, (key) -> new long[2])[0]++;
	}

	void failed(String way, RuntimeException ex) {
		this.writes.computeIfAbsent(way, (key) -> new long[2])[1]++;
		Throwable cause = ex;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		this.failures.putIfAbsent(way, cause.toString().replaceAll("\\s+", " "));
	}

	long all() {
		return this.reads.values().stream().mapToLong((counts) -> counts[0]).sum();
	}

	long hits() {
		return this.reads.values().stream().mapToLong((counts) -> counts[1]).sum();
	}

	/**
	 * Returns how many hits were of results that a write to one of their tables did not
	 * invalidate.
	 */
	long survivors() {
		return this.reads.values().stream().mapToLong((counts) -> counts[2]).sum();
	}

	/**
	 * Returns the reads that were never answered from the cache.
	 */
	Set<String> withoutHit() {
		Set<String> names = new TreeSet<>();
		this.reads.forEach((name, counts) -> {
			if (counts[1] == 0) {
				names.add(name);
			}
		});
		return names;
	}

	/**
	 * Returns the reads whose results survived a write to one of their tables.
	 */
	Set<String> surviving() {
		Set<String> names = new TreeSet<>();
		this.reads.forEach((name, counts) -> {
			if (counts[2] > 0) {
				names.add(name);
			}
		});
		return names;
	}

	/**
	 * Returns the ways that never succeeded.
	 */
	Set<String> withoutSuccess() {
		Set<String> names = new TreeSet<>();
		this.writes.forEach((name, counts) -> {
			if (counts[0] == counts[1]) {
				names.add(name);
			}
		});
		return names;
	}

	int ways() {
		return this.writes.size();
	}

	int methods() {
		return this.reads.size();
	}

	String summary() {
		return "%d writes, %d reads, %d hits, %d of them of results that had survived a write".formatted(
				this.writes.values().stream().mapToLong((counts) -> counts[0]).sum(), all(), hits(), survivors());
	}

	/**
	 * Returns what was done, method by method and way by way.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(summary());
		this.reads.forEach((name, counts) -> text
			.append("%n  %-60s %6d %6d %6d".formatted(name, counts[0], counts[1], counts[2])));
		this.writes.forEach((name, counts) -> text.append(
				"%n  %-60s %6d %6d failed %s".formatted(name, counts[0], counts[1], this.failures.getOrDefault(name, "")
					.substring(0, Math.min(100, this.failures.getOrDefault(name, "").length())))));
		return text.toString();
	}

}
