package dev.accelerate.invalidation.reach;

/**
 * What a write may change: a row of a table, as often as there are slots.
 */
enum Cell {

	AUTHOR, BOOK, REVIEW, COUNTRY, CITY, STREET, LEADER, CAPTAIN, TEAM, SQUAD, STOCK, PRICE, PERSON, EVENT_NEAR,
	EVENT_FAR(100), SENSOR, READING_LOW, READING_HIGH(100), VEHICLE, CAR(100), TAXI(200), ORDER, AUDIT, PAPER, DESK,
	INBOX, OUTBOX, MARK, SHOP, CLERK, LABEL, NOTE, MEMO, THING;

	private final int base;

	Cell() {
		this(0);
	}

	Cell(int base) {
		this.base = base;
	}

	/**
	 * Returns the number of its row.
	 */
	int id(int slot) {
		return this.base + slot;
	}

	/**
	 * Returns where it is in a history of all.
	 */
	int index(int slot) {
		return ordinal() * Slot.COUNT + slot;
	}

}
