package dev.accelerate.invalidation.model;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is known of the rows: the last version of each whose commit has returned, and the
 * results that were older.
 */
final class Versions {

	/**
	 * Versions from here on are never committed.
	 */
	static final long UNCOMMITTED = 1_000_000_000;

	private static final int ENOUGH = 20;

	private final AtomicLongArray published = new AtomicLongArray(Rows.ALL);

	private final Queue<String> violations = new ConcurrentLinkedQueue<>();

	/**
	 * Note that a commit has returned.
	 */
	void publish(int row, long version) {
		this.published.accumulateAndGet(row, version, Math::max);
	}

	/**
	 * Return the least versions that a read may show that begins now.
	 */
	long[] promised(int... rows) {
		return Arrays.stream(rows).mapToLong(this.published::get).toArray();
	}

	void check(Object read, int[] rows, long[] promised, long[] shown) {
		for (int i = 0; i < rows.length; i++) {
			if (shown[i] < promised[i]) {
				violation(read + " shows version " + shown[i] + " of row " + rows[i] + " after " + promised[i]
						+ " had been committed");
			}
		}
		checkCommitted(read, rows, shown);
	}

	void checkCommitted(Object read, int[] rows, long[] shown) {
		for (int i = 0; i < rows.length; i++) {
			if (shown[i] >= UNCOMMITTED) {
				violation(read + " shows what was never committed to row " + rows[i]);
			}
		}
	}

	void violation(String violation) {
		if (this.violations.size() < ENOUGH) {
			this.violations.add(violation);
		}
	}

	Queue<String> violations() {
		return this.violations;
	}

}
