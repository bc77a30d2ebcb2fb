package dev.accelerate.jdbc;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.core.QueryCacheListener;

/**
 * Events of what statements wrote, in their order.
 */
final class WriteEvents implements QueryCacheListener {

	final BlockingQueue<InvalidationEvent> events = new LinkedBlockingQueue<>();

	@Override
	public void onInvalidation(InvalidationEvent event) {
		if (event.cause() == Cause.WRITE) {
			this.events.add(event);
		}
	}

}
