package dev.accelerate.testing;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;

/**
 * Tags and tables of which a record is pending.
 */
public final class PendingMarks {

	private PendingMarks() {
	}

	/**
	 * Returns whether a record that names one of the marks is pending, so that a result
	 * of this moment would already be invalid.
	 */
	public static boolean contain(Invalidations invalidations, Marks marks) {
		Tags tags = (marks instanceof Tags some) ? some : Tags.NONE;
		Tables tables = (marks instanceof Tables some) ? some : Tables.NONE;
		return !invalidations.isValid(new Dependencies(invalidations.stamp(), tags, tables), Tags.NONE, 0);
	}

}
