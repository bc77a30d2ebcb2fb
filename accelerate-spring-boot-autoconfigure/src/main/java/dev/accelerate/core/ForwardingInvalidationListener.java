package dev.accelerate.core;

import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.core.QueryCacheListener.Cause;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.invalidation.InvalidationListener;
import dev.accelerate.invalidation.InvalidationRecord;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link InvalidationListener} that tells a {@link QueryCacheListener}, once that is
 * there.
 */
public final class ForwardingInvalidationListener implements InvalidationListener {

	private static final Log logger = LogFactory.getLog(ForwardingInvalidationListener.class);

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
		tell((listener) -> {
			listener.onAppend(record, origin);
			if (origin == Origin.STATEMENTS) {
				listener.onInvalidation(Cause.WRITE);
			}
		});
	}

	@Override
	public void onUnknownCommit() {
		tell((listener) -> listener.onInvalidation(Cause.UNKNOWN_COMMIT));
	}

	@Override
	public void onAppendFailure(RuntimeException failure) {
		tell((listener) -> listener.onFailure(Component.LOG, failure));
	}

	/**
	 * It is told inside commits, which have happened whether or not a listener fails.
	 */
	private void tell(Consumer<QueryCacheListener> event) {
		try {
			event.accept(this.listener.get());
		}
		catch (RuntimeException ex) {
			logger.warn("A QueryCacheListener failed (" + ex.getClass().getName() + "), but must not throw");
		}
	}

}
