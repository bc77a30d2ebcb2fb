package dev.accelerate.jpa.rows.read;

import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.TrackedRows;

/**
 * Position from which on all commits tell of columns that were added. Transactions that
 * were under way when they were added do not. Nothing tells of columns that the database
 * itself changes.
 */
final class ToldFrom {

	private final TrackedRows tracked;

	private final BooleanSupplier areSetByStatements;

	/**
	 * The position, or a negative number if it is not known yet.
	 */
	private volatile long position = -1;

	/**
	 * Creates a position that is not known yet.
	 * @param tracked the rows that are kept
	 * @param areSetByStatements whether the columns change only if a statement sets them
	 */
	ToldFrom(TrackedRows tracked, BooleanSupplier areSetByStatements) {
		this.tracked = tracked;
		this.areSetByStatements = areSetByStatements;
	}

	/**
	 * Returns whether all commits after a stamp tell.
	 */
	boolean isBefore(Stamp stamp) {
		if (this.position < 0) {
			this.position = this.tracked.quietPosition();
		}
		return this.position >= 0 && stamp.position() >= this.position && this.areSetByStatements.getAsBoolean();
	}

}
