package dev.accelerate.applications.cluster.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link HistoryCheck} found.
 */
public final class HistoryReport {

	private static final int SHOWN = 20;

	private final Map<ReadKind, Integer> reads = new EnumMap<>(ReadKind.class);

	private final Map<ReadKind, Integer> hits = new EnumMap<>(ReadKind.class);

	private final Map<WriteKind, Integer> writes = new EnumMap<>(WriteKind.class);

	private final Map<Enum<?>, Integer> failures = new LinkedHashMap<>();

	private final List<String> violations = new ArrayList<>();

	private final Map<Revision, WriteKind> written = new HashMap<>();

	/**
	 * How the writes were done that reads have missed.
	 */
	private final Map<String, Integer> missed = new TreeMap<>();

	private int violated;

	private long oldest;

	void count(Event event) {
		if (event instanceof Event.Read read) {
			this.reads.merge(read.kind(), 1, Integer::sum);
			this.hits.merge(read.kind(), read.hit() ? 1 : 0, Integer::sum);
		}
		else if (event instanceof Event.Write write) {
			this.writes.merge(write.kind(), 1, Integer::sum);
			write.revisions().forEach((revision) -> this.written.put(revision, write.kind()));
		}
		else if (event instanceof Event.Failure failure) {
			this.failures.merge(
					failure.write() ? WriteKind.values()[failure.kind()] : ReadKind.values()[failure.kind()], 1,
					Integer::sum);
		}
	}

	void age(long age) {
		this.oldest = Math.max(this.oldest, age);
	}

	void violation(String rule, int process, Event.Read read, Revision seen, FirstNewer.Known newer) {
		this.violated++;
		WriteKind kind = this.written.get(newer.revision());
		this.missed.merge((kind != null) ? kind.toString() : "not acknowledged", 1, Integer::sum);
		if (this.violations.size() < SHOWN) {
			this.violations
				.add("Process %d: %s%s of %s returned %d of process %d, %.3f s after %d of process %d (%s) which %s"
					.formatted(process, read.kind(), read.hit() ? " (hit)" : "", Table.describe(seen.row()),
							seen.value(), Table.writer(seen.value()), (read.begin() - newer.since()) / 1e9,
							newer.revision().value(), Table.writer(newer.revision().value()), kind, rule));
		}
	}

	/**
	 * Returns the first violations.
	 */
	public List<String> violations() {
		return this.violations;
	}

	/**
	 * Returns the number of violations.
	 */
	public int violated() {
		return this.violated;
	}

	/**
	 * Returns the number of reads that returned and of writes that were acknowledged.
	 */
	public int operations() {
		return sum(this.reads) + sum(this.writes);
	}

	/**
	 * Returns the part of the reads that the cache answered.
	 */
	public double hitRatio() {
		return (double) sum(this.hits) / Math.max(1, sum(this.reads));
	}

	/**
	 * Returns how often each way to read returned.
	 */
	public Map<ReadKind, Integer> reads() {
		return this.reads;
	}

	/**
	 * Returns how often each way to write was acknowledged.
	 */
	public Map<WriteKind, Integer> writes() {
		return this.writes;
	}

	private static int sum(Map<?, Integer> counts) {
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}

	@Override
	public String toString() {
		return "%d operations, %.1f %% of the reads hits, oldest answer %.3f s, %d violations %s%n  reads %s%n  hits %s%n  writes %s%n  failures %s"
			.formatted(operations(), 100 * hitRatio(), this.oldest / 1e9, this.violated, this.missed, this.reads,
					this.hits, this.writes, this.failures);
	}

}
