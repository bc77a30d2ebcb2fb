package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Positions of the last records that named each {@link RowMark}. They are kept in a fixed
 * array, which never grows and never forgets. A mark has several slots, and the least of
 * their positions counts: it is too great only if other marks share each of them. That
 * costs a miss, but never gives a stale answer.
 */
final class RowPositions {

	private static final int SLOTS_OF_A_MARK = 3;

	private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

	private final AtomicLongArray positions;

	private final int shift;

	private final long since;

	/**
	 * Creates positions.
	 * @param slots the number of slots, a power of two
	 * @param since the position up to which no record was told
	 */
	RowPositions(int slots, long since) {
		this.positions = new AtomicLongArray(slots);
		this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
		this.since = since;
	}

	/**
	 * Records that a record names a mark. The larger position wins, so that records may
	 * be applied in any order.
	 */
	void mark(long mark, long position) {
		for (int i = 0; i < SLOTS_OF_A_MARK; i++) {
			this.positions.accumulateAndGet(slot(mark, i), position, Math::max);
		}
	}

	/**
	 * Returns whether any of the marks may have been named after a position. What was
	 * named before this instance was told of records is not known.
	 */
	boolean isNamedAfter(long position, RowMarks rows) {
		if (position < this.since) {
			return true;
		}
		for (long mark : rows.marks()) {
			if (isNamedAfter(position, mark)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether a mark may have been named after a position. Most often the first
	 * slot tells that it was not.
	 */
	private boolean isNamedAfter(long position, long mark) {
		for (int i = 0; i < SLOTS_OF_A_MARK; i++) {
			if (this.positions.get(slot(mark, i)) <= position) {
				return false;
			}
		}
		return true;
	}

	private int slot(long mark, int which) {
		return (int) (RowMark.mixed(mark + which * GOLDEN_RATIO) >>> this.shift);
	}

}
