package dev.accelerate.invalidation;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a record says of the rows of one table.
 */
public final class WrittenMarks {

	private WrittenMarks() {
	}

	/**
	 * Returns the marks of the rows that were written, or {@code null} if any row of the
	 * table may have been.
	 */
	public static @Nullable Set<Long> of(InvalidationRecord record, String table) {
		TableRows rows = record.rows().tables().get(table);
		if (record.all() || rows == null) {
			return null;
		}
		Set<Long> marks = new HashSet<>();
		for (long mark : rows.marks()) {
			marks.add(mark);
		}
		return marks;
	}

}
