package dev.accelerate.core;

import java.util.function.Supplier;

import dev.accelerate.core.QueryCacheListener.Cause;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.invalidation.InvalidationListener;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * {@link InvalidationListener} that tells a {@link QueryCacheListener}, once that is
 * there.
 */
public final class ForwardingInvalidationListener implements InvalidationListener {

	private final Supplier<QueryCacheListener> listener;

	/**
	 * Create a listener.
	 * @param listener supplies the listener to tell
	 */
	public ForwardingInvalidationListener(Supplier<QueryCacheListener> listener) {
		this.listener = listener;
	}

	@Override
	public void onAppend(InvalidationRecord record, Origin origin) {
		this.listener.get().onAppend(record, origin);
		if (origin == Origin.STATEMENTS) {
			this.listener.get().onInvalidation(Cause.WRITE);
		}
	}

	@Override
	public void onAppendFailure(RuntimeException failure) {
		this.listener.get().onFailure(Component.LOG, failure);
	}

}
