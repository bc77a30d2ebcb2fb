package dev.accelerate.invalidation.model;

import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * {@link InvalidationLog} that cannot be reached now and then.
 */
final class FlakyLog extends MutantLog {

	private static final int SELDOM = 300;

	private final AtomicInteger appends = new AtomicInteger();

	FlakyLog(InvalidationLog log) {
		super(log);
	}

	@Override
	public void append(InvalidationRecord record) {
		if (this.appends.incrementAndGet() % SELDOM == 0) {
			throw new AccelerateException(ErrorCode.P6008, "Now is not a good time");
		}
		super.append(record);
	}

}
