package dev.accelerate.core;

import java.util.function.Consumer;

import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.invalidation.InvalidationListener;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.sql.UnrecognizedListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.function.SingletonSupplier;

/**
 * Passes events of statements and commits on to the listeners of the query cache, once
 * the application has started. Before that, it does nothing: the statements that create
 * the schema need no report, and a listener that needs the database cannot be created
 * while the database itself is being set up.
 */
public final class StartedListeners implements InvalidationListener, UnrecognizedListener,
		ApplicationListener<ContextRefreshedEvent>, ApplicationContextAware {

	private static final Log logger = LogFactory.getLog(StartedListeners.class);

	private static final QueryCacheListener NONE = new QueryCacheListener() {
	};

	private final SingletonSupplier<QueryCacheListener> listeners;

	private @Nullable ApplicationContext context;

	private volatile boolean started;

	/**
	 * Creates an instance that passes nothing on yet.
	 * @param listeners the listeners
	 */
	public StartedListeners(ObjectProvider<QueryCacheListener> listeners) {
		this.listeners = SingletonSupplier.of(() -> new CompositeListener(listeners.orderedStream().toList()));
	}

	/**
	 * Sets the context that has to start first. For a parameter of its type, Spring would
	 * look at every bean of the application.
	 */
	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.started = true;
		}
	}

	/**
	 * Returns whether the application has started.
	 * @return whether events are passed on
	 */
	public boolean isStarted() {
		return this.started;
	}

	/**
	 * Returns the listener to which events go.
	 * @return all listeners as one, or one that does nothing if the application has not
	 * started
	 */
	public QueryCacheListener get() {
		return this.started ? this.listeners.obtain() : NONE;
	}

	/**
	 * Leaves out the application's own invalidations, which were reported when they were
	 * accepted.
	 */
	@Override
	public void onAppend(InvalidationRecord record, Origin origin) {
		if (origin == Origin.STATEMENTS) {
			tell((listener) -> listener.onInvalidation(InvalidationEvent.of(Cause.WRITE, record)));
		}
	}

	@Override
	public void onUnknownCommit(InvalidationRecord record) {
		tell((listener) -> listener.onInvalidation(InvalidationEvent.of(Cause.UNKNOWN_COMMIT, record)));
	}

	@Override
	public void onAppendFailure(RuntimeException failure) {
		tell((listener) -> listener.onFailure(Component.LOG, failure));
	}

	@Override
	public boolean onStatement(String shape) {
		get().onUnrecognizedStatement(shape);
		return isStarted();
	}

	@Override
	public boolean onFunction(String name) {
		get().onVolatileFunction(name);
		return isStarted();
	}

	/**
	 * Passes an event on. This may happen inside a commit, which stands even if a
	 * listener fails.
	 */
	private void tell(Consumer<QueryCacheListener> event) {
		try {
			event.accept(get());
		}
		catch (RuntimeException ex) {
			logger.warn("A QueryCacheListener failed (" + ex.getClass().getName() + "), but must not throw");
		}
	}

}
