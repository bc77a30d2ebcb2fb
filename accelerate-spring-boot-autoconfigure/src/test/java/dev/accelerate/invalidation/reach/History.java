package dev.accelerate.invalidation.reach;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is known of the cells: the last event of each whose commit has returned, the last
 * events that may still be committing, and the reads that showed something older.
 */
final class History {

	/**
	 * What is shown of a row that is not there, or refers to nothing any more.
	 */
	static final long ABSENT = -1;

	/**
	 * What is shown of a row of which only its presence can be told.
	 */
	static final long PRESENT = -2;

	private static final int ENOUGH = 20;

	private static final int CELLS = Cell.values().length * Slot.COUNT;

	private final AtomicLongArray committed = new AtomicLongArray(CELLS);

	private final AtomicLongArray begunPresent = new AtomicLongArray(CELLS);

	private final AtomicLongArray begunAbsent = new AtomicLongArray(CELLS);

	private final Queue<String> violations = new ConcurrentLinkedQueue<>();

	/**
	 * Records that an event may be seen from now on.
	 */
	void begin(Event event) {
		event.effects()
			.forEach((cell, present) -> (present ? this.begunPresent : this.begunAbsent)
				.accumulateAndGet(cell.index(event.slot()), event.number(), Math::max));
	}

	/**
	 * Records that an event has to be seen from now on.
	 */
	void commit(Event event) {
		event.effects()
			.keySet()
			.forEach((cell) -> this.committed.accumulateAndGet(cell.index(event.slot()), event.number(), Math::max));
	}

	/**
	 * Returns the oldest event that a read which begins now may show.
	 */
	long promised(Cell cell, int slot) {
		return this.committed.get(cell.index(slot));
	}

	/**
	 * Checks what a read has shown.
	 */
	void check(Object read, Cell cell, int slot, long promised, long shown) {
		int index = cell.index(slot);
		if (shown >= Event.ROLLED_BACK) {
			violation(read + " shows what was rolled back");
		}
		else if (shown == ABSENT) {
			if (this.begunAbsent.get(index) < promised) {
				violation(read + " shows no row after event " + promised + " had been committed");
			}
		}
		else if (shown == PRESENT) {
			if (this.begunPresent.get(index) < promised) {
				violation(read + " shows a row after event " + promised + " had been committed");
			}
		}
		else if (shown < promised) {
			violation(read + " shows event " + shown + " after event " + promised + " had been committed");
		}
	}

	private void violation(String violation) {
		if (this.violations.size() < ENOUGH) {
			this.violations.add(violation);
		}
	}

	Collection<String> violations() {
		return this.violations;
	}

}
