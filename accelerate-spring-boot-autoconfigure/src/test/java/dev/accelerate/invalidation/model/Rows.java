package dev.accelerate.invalidation.model;

import java.util.stream.IntStream;

/**
 * Numbers of the rows of all tables. Those with a single writer are written without a
 * transaction, and so cannot be locked.
 */
final class Rows {

	static final int WRITERS = 4;

	static final int BOXES = 12;

	static final int TICKETS = 100;

	/**
	 * Items that any writer writes. Those behind them have a single writer each, and are
	 * together in a box of their own, which nobody writes.
	 */
	static final int SHARED_ITEMS = 120;

	static final int ITEMS = SHARED_ITEMS + WRITERS;

	static final int ALL = ITEMS + BOXES + 1 + TICKETS;

	private Rows() {
	}

	static int ofItem(int id) {
		return id;
	}

	static int ofBox(int id) {
		return ITEMS + id;
	}

	static int ofTicket(int id) {
		return ITEMS + BOXES + 1 + id;
	}

	static int boxOf(int item) {
		return (item < SHARED_ITEMS) ? item % BOXES : BOXES;
	}

	static int[] itemsIn(int box) {
		return IntStream.range(0, ITEMS).filter((item) -> boxOf(item) == box).toArray();
	}

}
