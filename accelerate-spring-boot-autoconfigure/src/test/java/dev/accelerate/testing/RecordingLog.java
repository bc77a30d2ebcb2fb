package dev.accelerate.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;

/**
 * {@link InvalidationLog} that keeps what is appended to it.
 */
public final class RecordingLog implements InvalidationLog {

	/**
	 * What was appended so far.
	 */
	public final List<InvalidationRecord> appended = new CopyOnWriteArrayList<>();

	private final NodeInvalidationLog delegate = TestInvalidations.log();

	@Override
	public Stamp stamp() {
		return this.delegate.stamp();
	}

	@Override
	public void append(InvalidationRecord record) {
		this.appended.add(record);
		this.delegate.append(record);
	}

	@Override
	public boolean isValid(Stamp stamp, Marks marks) {
		return this.delegate.isValid(stamp, marks);
	}

	@Override
	public boolean trackRows(int slots) {
		return this.delegate.trackRows(slots);
	}

	@Override
	public boolean isValid(Stamp stamp, RowMarks rows) {
		return this.delegate.isValid(stamp, rows);
	}

}
