package dev.accelerate.autoconfigure;

import java.util.function.Supplier;

import dev.accelerate.core.CompositeListener;
import dev.accelerate.core.QueryCacheListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.function.SingletonSupplier;

/**
 * Listeners of the query cache, once the application has started. Before, statements that
 * create the schema are no news, and a listener that needs the database could not be made
 * while the database is.
 */
final class StartedListeners implements Supplier<QueryCacheListener>, ApplicationListener<ContextRefreshedEvent> {

	private static final QueryCacheListener NONE = new QueryCacheListener() {
	};

	private final SingletonSupplier<QueryCacheListener> listeners;

	private final ApplicationContext context;

	private volatile boolean started;

	StartedListeners(ObjectProvider<QueryCacheListener> listeners, ApplicationContext context) {
		this.listeners = SingletonSupplier.of(() -> new CompositeListener(listeners.orderedStream().toList()));
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.started = true;
		}
	}

	boolean isStarted() {
		return this.started;
	}

	@Override
	public QueryCacheListener get() {
		return this.started ? this.listeners.obtain() : NONE;
	}

}
