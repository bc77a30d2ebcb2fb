package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Positions of the last records that named each {@link RowMark}. They are kept in an
 * array, which never forgets. A mark has several slots, and the least of their positions
 * counts: it is too great only if other marks share each of them. That costs a miss, but
 * never gives a stale answer. A slot also keeps a few bits of the mark that it has its
 * position from, so that such a collision is known for one.
 * <p>
 * The array begins small, and doubles when an eighth of its slots was written since the
 * last time. Both halves of a slot begin with its position, so that nothing is forgotten.
 * A reader that still has the smaller array judges as of the moment before.
 */
final class RowPositions {

	/**
	 * Number of slots to begin with: half a megabyte.
	 */
	private static final int FEWEST = 1 << 16;

	private static final int SLOTS_OF_A_MARK = 3;

	private static final int FINGERPRINT_BITS = 16;

	private static final long FINGERPRINT = (1L << FINGERPRINT_BITS) - 1;

	private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

	private int most;

	private final long since;

	private final LongAdder collisions = new LongAdder();

	private volatile AtomicLongArray slots;

	/**
	 * Position up to which slots were written before the array had its present length.
	 */
	private long grownAt;

	private int written;

	/**
	 * Creates positions.
	 * @param most the most slots, a power of two
	 * @param since the position up to which no record was told
	 */
	RowPositions(int most, long since) {
		this(Math.min(most, FEWEST), most, since);
	}

	RowPositions(int fewest, int most, long since) {
		this.most = most;
		this.since = since;
		this.grownAt = since;
		this.slots = new AtomicLongArray(fewest);
	}

	/**
	 * Records that a record names a mark. The larger position wins. Records are told by
	 * one thread at a time.
	 */
	void mark(long mark, long position) {
		AtomicLongArray present = this.slots;
		for (int i = 0; i < SLOTS_OF_A_MARK; i++) {
			int slot = slot(present, mark, i);
			long before = present.get(slot) >>> FINGERPRINT_BITS;
			if (before < position) {
				present.set(slot, (position << FINGERPRINT_BITS) | fingerprint(mark));
				if (before <= this.grownAt) {
					this.written++;
				}
			}
		}
		if (this.written > present.length() / 8 && present.length() < this.most) {
			grow(present, position);
		}
	}

	/**
	 * Doubles the array. A commit must not fail for want of memory: without it, the array
	 * stays as it is for good.
	 */
	private void grow(AtomicLongArray present, long position) {
		AtomicLongArray larger;
		try {
			larger = new AtomicLongArray(2 * present.length());
		}
		catch (OutOfMemoryError ex) {
			this.most = present.length();
			return;
		}
		for (int i = 0; i < larger.length(); i++) {
			larger.setPlain(i, present.getPlain(i / 2));
		}
		this.slots = larger;
		this.grownAt = position;
		this.written = 0;
	}

	/**
	 * Returns whether any of the marks may have been named after a position. What was
	 * named before this instance was told of records is not known. It is counted if none
	 * of them seems to have been, and only others that share the slots.
	 */
	boolean isNamedAfter(long position, RowMarks rows) {
		if (position < this.since) {
			return true;
		}
		AtomicLongArray present = this.slots;
		long[] marks = rows.marks();
		for (int i = 0; i < marks.length; i++) {
			if (isNamedAfter(present, position, marks[i])) {
				if (areCollisions(present, position, marks, i)) {
					this.collisions.increment();
				}
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether a mark may have been named after a position. Most often the first
	 * slot tells that it was not.
	 */
	private static boolean isNamedAfter(AtomicLongArray present, long position, long mark) {
		for (int i = 0; i < SLOTS_OF_A_MARK; i++) {
			if (present.get(slot(present, mark, i)) >>> FINGERPRINT_BITS <= position) {
				return false;
			}
		}
		return true;
	}

	private static boolean areCollisions(AtomicLongArray present, long position, long[] marks, int from) {
		for (int i = from; i < marks.length; i++) {
			if (isNamedAfter(present, position, marks[i]) && isLastOfASlot(present, marks[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether a mark seems to have been named after a position, only because
	 * others share its slots.
	 */
	boolean isCollision(long position, long mark) {
		AtomicLongArray present = this.slots;
		return position >= this.since && isNamedAfter(present, position, mark) && !isLastOfASlot(present, mark);
	}

	/**
	 * Returns whether one of the slots of a mark has its position from this mark, as far
	 * as its fingerprint tells.
	 */
	private static boolean isLastOfASlot(AtomicLongArray present, long mark) {
		for (int i = 0; i < SLOTS_OF_A_MARK; i++) {
			if ((present.get(slot(present, mark, i)) & FINGERPRINT) == fingerprint(mark)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns how often marks seemed to have been named, only because others share their
	 * slots.
	 */
	long collisions() {
		return this.collisions.sum();
	}

	/**
	 * Returns the present number of slots.
	 */
	int slots() {
		return this.slots.length();
	}

	/**
	 * Returns the slot of a mark in an array whose length is a power of two. These are
	 * the upper bits of a hash, so that a longer array needs one bit more.
	 */
	private static int slot(AtomicLongArray present, long mark, int which) {
		return (int) (RowMark.mixed(mark + which * GOLDEN_RATIO) >>> (Long.numberOfLeadingZeros(present.length()) + 1));
	}

	private static long fingerprint(long mark) {
		return (mark >>> 8) & FINGERPRINT;
	}

}
