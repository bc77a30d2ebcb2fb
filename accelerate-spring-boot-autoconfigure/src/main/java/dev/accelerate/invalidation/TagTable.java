package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * For every tag, the position of the last record that named it. The table is a fixed
 * array indexed by the hash of the tag, so that it never grows and never forgets. Two
 * tags that share a place invalidate each other: that costs a miss, never a stale answer.
 */
final class TagTable {

	private static final int BITS = 20;

	private final AtomicLongArray positions = new AtomicLongArray(1 << BITS);

	/**
	 * Return the place of a tag: the upper bits of its hash multiplied by the golden
	 * ratio, because hashes of similar strings differ in their lower bits only.
	 */
	static int slot(String tag) {
		return (tag.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - BITS);
	}

	/**
	 * Note that a record names the tags. The larger position wins, so that records may be
	 * applied in any order.
	 */
	void mark(Tags tags, long position) {
		for (int slot : tags.slots()) {
			this.positions.accumulateAndGet(slot, position, Math::max);
		}
	}

	/**
	 * Return whether any of the tags has been named after a position.
	 */
	boolean isNamedAfter(long position, Tags tags) {
		for (int slot : tags.slots()) {
			if (this.positions.get(slot) > position) {
				return true;
			}
		}
		return false;
	}

}
