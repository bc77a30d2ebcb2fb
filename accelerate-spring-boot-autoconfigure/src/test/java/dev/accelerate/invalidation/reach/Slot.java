package dev.accelerate.invalidation.reach;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One row of every table of a kind, with what belongs to them. It has one writer at a
 * time, so that its events have an order.
 */
final class Slot {

	static final int COUNT = 4;

	final int number;

	final Lock lock = new ReentrantLock();

	private final Set<Cell> present = EnumSet.noneOf(Cell.class);

	private long events;

	Slot(int number) {
		this.number = number;
	}

	/**
	 * Returns the next event, whose number no other slot of the kind has.
	 */
	Event next(Random random) {
		this.events++;
		return new Event(this, this.events * COUNT + this.number, this.events == 1, random);
	}

	boolean has(Cell cell) {
		return this.present.contains(cell);
	}

	/**
	 * Records that an event has been committed.
	 */
	void committed(Event event) {
		event.effects().forEach((cell, present) -> {
			if (present) {
				this.present.add(cell);
			}
			else {
				this.present.remove(cell);
			}
		});
	}

}
