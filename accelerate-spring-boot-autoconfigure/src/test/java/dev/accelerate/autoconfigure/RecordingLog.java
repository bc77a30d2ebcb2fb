package dev.accelerate.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.testing.TestInvalidations;

/**
 * Log of an application's own, which keeps what is appended to it.
 */
class RecordingLog implements InvalidationLog {

	private final NodeInvalidationLog delegate = TestInvalidations.log();

	final BlockingQueue<InvalidationRecord> appended = new LinkedBlockingQueue<>();

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
	public boolean isValid(Stamp stamp, Marks tags) {
		return this.delegate.isValid(stamp, tags);
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
