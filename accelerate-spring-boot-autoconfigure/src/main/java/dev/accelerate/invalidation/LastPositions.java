package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * For every tag and every table, the position of the last record that named it. The table
 * is a fixed array, so that it never grows and never forgets. Tags are placed by their
 * hash: two that share a place invalidate each other, which costs a miss, never a stale
 * answer. Database tables have places of their own behind them.
 */
public final class LastPositions {

	/**
	 * How many places there are for tags.
	 */
	public static final int TAGS = Tags.PLACES;

	/**
	 * How many places there are for database tables.
	 */
	public static final int TABLES = 1 << 14;

	private final AtomicLongArray positions = new AtomicLongArray(TAGS + TABLES);

	/**
	 * Records that a record names the marks. The larger position wins, so that records
	 * may be applied in any order.
	 * @param marks the tags, or the tables
	 * @param position the position of the record
	 */
	public void mark(Marks marks, long position) {
		for (int slot : marks.slots()) {
			this.positions.accumulateAndGet(slot, position, Math::max);
		}
	}

	/**
	 * Returns whether any of the marks has been named after a position.
	 * @param position the position
	 * @param marks the tags, or the tables
	 * @return whether a later record named one
	 */
	public boolean isNamedAfter(long position, Marks marks) {
		for (int slot : marks.slots()) {
			if (this.positions.get(slot) > position) {
				return true;
			}
		}
		return false;
	}

}
