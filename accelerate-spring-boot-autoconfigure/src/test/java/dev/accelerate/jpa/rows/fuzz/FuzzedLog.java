package dev.accelerate.jpa.rows.fuzz;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;

/**
 * {@link InvalidationLog} that delegates to another. Records may lose something on their
 * way. It has no tokens.
 */
abstract class FuzzedLog implements InvalidationLog {

	private final InvalidationLog log;

	FuzzedLog(InvalidationLog log) {
		this.log = log;
	}

	abstract InvalidationRecord changed(InvalidationRecord record);

	@Override
	public void append(InvalidationRecord record) {
		this.log.append(changed(record));
	}

	@Override
	public Stamp stamp() {
		return this.log.stamp();
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

	@Override
	public boolean isTrusted(long now) {
		return this.log.isTrusted(now);
	}

}
