package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.List;

/**
 * Announcement of what one transaction is about to commit. It is made before COMMIT is
 * sent, and whatever the transaction writes afterwards is added to it.
 */
final class Announcement {

	private final Deliveries deliveries;

	private final List<InvalidationRecord> records = new ArrayList<>();

	private boolean made;

	Announcement(Deliveries deliveries) {
		this.deliveries = deliveries;
	}

	/**
	 * Makes the announcement, if it has not been made.
	 * @param written what the transaction has written so far
	 */
	void make(InvalidationRecord written) {
		if (!this.made) {
			this.made = true;
			add(written);
		}
	}

	/**
	 * Adds what the transaction writes, if the announcement has been made.
	 */
	void add(InvalidationRecord record) {
		if (this.made && !record.isEmpty()) {
			this.deliveries.announce(record);
			this.records.add(record);
		}
	}

	/**
	 * Returns whether the announcement has been made.
	 */
	boolean isMade() {
		return this.made;
	}

	/**
	 * Withdraws the announcement, because the transaction does not commit now.
	 */
	void withdraw() {
		this.deliveries.withdraw(take());
		this.made = false;
	}

	/**
	 * Returns what was announced, which is left to the caller.
	 */
	List<InvalidationRecord> take() {
		List<InvalidationRecord> taken = List.copyOf(this.records);
		this.records.clear();
		return taken;
	}

	/**
	 * Forgets the announcement, because the transaction is over.
	 */
	void clear() {
		this.records.clear();
		this.made = false;
	}

}
