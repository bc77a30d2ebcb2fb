package dev.accelerate.jpa.rows.read;

import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.TrackedRows;

/**
 * Position from which on all commits tell of something that was added. Transactions that
 * were under way when it was added do not.
 */
final class ToldFrom {

	private final TrackedRows tracked;

	/**
	 * The position, or a negative number if it is not known yet.
	 */
	private volatile long position = -1;

	ToldFrom(TrackedRows tracked) {
		this.tracked = tracked;
	}

	/**
	 * Returns whether all commits after a stamp tell.
	 */
	boolean isBefore(Stamp stamp) {
		if (this.position < 0) {
			this.position = this.tracked.quietPosition();
		}
		return this.position >= 0 && stamp.position() >= this.position;
	}

}
