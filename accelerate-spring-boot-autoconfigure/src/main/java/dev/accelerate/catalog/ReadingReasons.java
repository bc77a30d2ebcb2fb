package dev.accelerate.catalog;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Reasons to read the catalogs, numbered in the order in which they came up. A reading
 * covers all that there were before it.
 */
final class ReadingReasons {

	private final AtomicLong last = new AtomicLong();

	/**
	 * Last reason that says more than that what is known becomes old.
	 */
	private final AtomicLong asked = new AtomicLong();

	/**
	 * Last reason that makes unknown what was known.
	 */
	private final AtomicLong altered = new AtomicLong();

	/**
	 * Adds that known tables may have been altered, or that there are more databases.
	 */
	void addAlteration() {
		raise(this.altered, add());
		addQuestion();
	}

	/**
	 * Adds a reason that concerns nothing known.
	 */
	long add() {
		return this.last.incrementAndGet();
	}

	/**
	 * Adds to the last reason that a name is unknown.
	 */
	void addQuestion() {
		raise(this.asked, last());
	}

	private static void raise(AtomicLong number, long reason) {
		number.accumulateAndGet(reason, Math::max);
	}

	/**
	 * Returns the last reason of any kind.
	 */
	long last() {
		return this.last.get();
	}

	/**
	 * Returns the last reason because of an unknown name or an alteration.
	 */
	long asked() {
		return this.asked.get();
	}

	/**
	 * Returns the last reason because of an alteration.
	 */
	long altered() {
		return this.altered.get();
	}

}
