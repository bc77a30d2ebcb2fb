package dev.accelerate.invalidation.model;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;

/**
 * {@link InvalidationLog} that delegates to another, until a method is overridden.
 */
abstract class MutantLog implements InvalidationLog {

	private final InvalidationLog log;

	MutantLog(InvalidationLog log) {
		this.log = log;
	}

	@Override
	public Stamp stamp() {
		return this.log.stamp();
	}

	@Override
	public void append(InvalidationRecord record) {
		this.log.append(record);
	}

	@Override
	public boolean isValid(Stamp stamp, Marks marks) {
		return this.log.isValid(stamp, marks);
	}

	@Override
	public boolean trackRows(int slots) {
		return this.log.trackRows(slots);
	}

	@Override
	public boolean isValid(Stamp stamp, RowMarks rows) {
		return this.log.isValid(stamp, rows);
	}

}
