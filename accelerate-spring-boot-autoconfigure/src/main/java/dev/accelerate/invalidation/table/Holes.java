package dev.accelerate.invalidation.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far the table was read: the newest id, and the ids below it that are missing. The
 * thread that reads changes it, and every thread may ask.
 */
final class Holes {

	private final int jump;

	private final NavigableMap<Long, Hole> holes = new TreeMap<>();

	private long newest;

	/**
	 * Creates a table of which nothing was read.
	 * @param jump the most missing ids that count as holes at either end of a gap
	 */
	Holes(int jump) {
		this.jump = jump;
	}

	/**
	 * Begins anew with everything up to an id present.
	 */
	synchronized void begin(long id) {
		this.holes.clear();
		this.newest = id;
	}

	/**
	 * Records that an id was read.
	 * @return the id below which nothing can be judged, because ids were left out that no
	 * open transaction can have, or zero if there is no such id
	 */
	synchronized long read(long id, long now) {
		if (id <= this.newest) {
			this.holes.remove(id);
			return 0;
		}
		long floor = open(this.newest + 1, id - 1, now);
		this.newest = id;
		return floor;
	}

	/**
	 * Records that ids are missing.
	 * @return as {@link #read} does
	 */
	synchronized long open(long from, long to, long now) {
		if (to - from < 2L * this.jump) {
			put(from, to, now);
			return 0;
		}
		put(from, from + this.jump - 1, now);
		put(to - this.jump + 1, to, now);
		return to - this.jump + 1;
	}

	private void put(long from, long to, long now) {
		for (long id = from; id <= to; id++) {
			this.holes.put(id, new Hole(now, now));
		}
	}

	/**
	 * Returns the id up to which no id is missing.
	 */
	synchronized long complete() {
		return this.holes.isEmpty() ? this.newest : this.holes.firstKey() - 1;
	}

	synchronized long newest() {
		return this.newest;
	}

	synchronized int size() {
		return this.holes.size();
	}

	/**
	 * Returns the missing ids in their order.
	 */
	synchronized List<Long> ids() {
		return List.copyOf(this.holes.keySet());
	}

	/**
	 * Returns whether the transaction that took an id has ended.
	 */
	synchronized boolean isDecided(long id) {
		return id <= this.newest && !this.holes.containsKey(id);
	}

	/**
	 * Returns the ids that are to be filled, the longest due first.
	 * @param patience how long an id may be missing
	 */
	synchronized List<Long> due(long now, long patience) {
		List<Map.Entry<Long, Hole>> due = new ArrayList<>();
		for (Map.Entry<Long, Hole> hole : this.holes.entrySet()) {
			if (now - hole.getValue().since() >= patience && now - hole.getValue().next() >= 0) {
				due.add(hole);
			}
		}
		due.sort(Comparator.comparingLong((hole) -> hole.getValue().next() - now));
		return due.stream().map(Map.Entry::getKey).toList();
	}

	/**
	 * Records that an id could not be filled, because its transaction is open.
	 * @param next when to try again
	 */
	synchronized void postpone(long id, long next) {
		this.holes.computeIfPresent(id, (key, hole) -> new Hole(hole.since(), next));
	}

	/**
	 * Missing id.
	 *
	 * @param since when it was found to be missing
	 * @param next when to try to fill it
	 */
	private record Hole(long since, long next) {
	}

}
