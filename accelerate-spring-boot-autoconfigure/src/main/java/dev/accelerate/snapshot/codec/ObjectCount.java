package dev.accelerate.snapshot.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * Number of objects that a snapshot is made of, and of those that it would be made of if
 * every one that appears again were there again. Objects that hold each other twice, many
 * levels deep, are few and yet without end for code that walks them.
 */
final class ObjectCount {

	/**
	 * How deep values may be nested. Entities do not count, since they are a list.
	 */
	static final int MAXIMUM_DEPTH = 200;

	private static final int MAXIMUM = 1 << 24;

	private final List<Integer> sizes = new ArrayList<>();

	private int total;

	/**
	 * Counts an object.
	 * @return whether there are not too many
	 */
	boolean add() {
		return add(1);
	}

	private boolean add(int number) {
		this.total = Math.min(MAXIMUM, this.total) + number;
		return this.total <= MAXIMUM;
	}

	/**
	 * Counts an object that was complete before.
	 * @return whether there are not too many
	 */
	boolean addAgain(int index) {
		return add(this.sizes.get(index));
	}

	int total() {
		return this.total;
	}

	/**
	 * Gives a complete object the next index.
	 * @param before the total before it
	 */
	int complete(int before) {
		this.sizes.add(this.total - before);
		return this.sizes.size() - 1;
	}

}
