package dev.accelerate.jdbc;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Records that statements have appended to the log, in their order.
 */
final class AppendedRecords implements QueryCacheListener {

	final BlockingQueue<InvalidationRecord> records = new LinkedBlockingQueue<>();

	@Override
	public void onAppend(InvalidationRecord record, Origin origin) {
		if (origin == Origin.STATEMENTS) {
			this.records.add(record);
		}
	}

}
