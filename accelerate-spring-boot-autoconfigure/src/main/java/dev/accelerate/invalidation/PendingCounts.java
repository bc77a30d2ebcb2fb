package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts of the pending records that name each tag, each table and each row. Many of them
 * share a slot. A collision costs a miss for as long as a commit takes.
 */
final class PendingCounts {

	private static final int MASK = (1 << 16) - 1;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(MASK + 1);

	private final AtomicInteger all = new AtomicInteger();

	private final AtomicInteger total = new AtomicInteger();

	/**
	 * Adds a record, or removes it again.
	 */
	void add(InvalidationRecord record, int delta) {
		if (record.all()) {
			this.all.addAndGet(delta);
		}
		add(record.tags(), delta);
		add(record.tables(), delta);
		record.rows().forEach(record.tables(), (mark) -> this.counts.addAndGet(slot(mark), delta));
		this.total.addAndGet(delta);
	}

	private void add(Marks marks, int delta) {
		for (int slot : marks.slots()) {
			this.counts.addAndGet(slot & MASK, delta);
		}
	}

	private static int slot(long mark) {
		return (int) (mark >>> 32) & MASK;
	}

	/**
	 * Returns whether no record is pending.
	 */
	boolean isQuiet() {
		return this.total.get() == 0;
	}

	boolean names(RowMarks rows) {
		if (this.total.get() == 0) {
			return false;
		}
		if (this.all.get() > 0) {
			return true;
		}
		for (long mark : rows.marks()) {
			if (this.counts.get(slot(mark)) > 0) {
				return true;
			}
		}
		return false;
	}

	boolean names(Marks marks) {
		if (this.total.get() == 0) {
			return false;
		}
		if (this.all.get() > 0) {
			return true;
		}
		for (int slot : marks.slots()) {
			if (this.counts.get(slot & MASK) > 0) {
				return true;
			}
		}
		return false;
	}

}
