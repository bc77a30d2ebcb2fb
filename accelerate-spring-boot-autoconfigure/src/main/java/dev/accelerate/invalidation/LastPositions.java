package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Positions of the last records that named each tag and each table. They are kept in a
 * fixed array, which never grows and never forgets. The slot of a tag is chosen by its
 * hash. Two tags that share a slot invalidate each other, which costs a miss, but never
 * gives a stale answer. Database tables have slots of their own behind those of the tags.
 */
public final class LastPositions {

	/**
	 * Number of slots for tags.
	 */
	public static final int TAGS = Tags.SLOTS;

	/**
	 * Number of slots for database tables.
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
