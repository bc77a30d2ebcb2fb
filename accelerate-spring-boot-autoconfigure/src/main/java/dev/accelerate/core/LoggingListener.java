package dev.accelerate.core;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.snapshot.UnsupportedResultException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link QueryCacheListener} that says in the log what an operator should know: the first
 * bypass of each method, and failures of each component once a minute. It never logs a
 * value.
 */
public final class LoggingListener implements QueryCacheListener {

	private static final Log logger = LogFactory.getLog(LoggingListener.class);

	private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

	private final TimeSource time;

	private final Set<QueryPlan.Id> bypassed = ConcurrentHashMap.newKeySet();

	private final Set<QueryPlan.Id> oversized = ConcurrentHashMap.newKeySet();

	private final Map<Component, AtomicLong> quietUntil = new EnumMap<>(Component.class);

	/**
	 * Create a listener.
	 * @param time the source of time
	 */
	public LoggingListener(TimeSource time) {
		this.time = time;
		for (Component component : Component.values()) {
			this.quietUntil.put(component, new AtomicLong(time.nanos()));
		}
	}

	@Override
	public void onBypass(QueryPlan.Id id, Bypass bypass) {
		if (bypass.remedy() != null && this.bypassed.add(id)) {
			logger.info(id + " went past the query cache (" + bypass.reason() + "). " + bypass.remedy()
					+ ". Further bypasses of this method are only counted.");
		}
	}

	@Override
	public void onLoad(QueryPlan.Id id, Outcome outcome, Duration duration) {
		if (outcome == Outcome.OVERSIZED && this.oversized.add(id)) {
			logger.info("A result of " + id + " is larger than accelerate.limits.entry-size and was not kept. "
					+ "Ask for less, or raise the limit. Further ones of this method are only counted.");
		}
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		AtomicLong quietUntil = Objects.requireNonNull(this.quietUntil.get(component));
		long until = quietUntil.get();
		long now = this.time.nanos();
		if (now - until >= 0 && quietUntil.compareAndSet(until, now + INTERVAL)) {
			logger.warn("The " + component.name().toLowerCase(Locale.ROOT) + " of the query cache failed ("
					+ describe(failure)
					+ "); every caller got an answer. Further failures are only counted for a minute.");
			logger.debug(Arrays.toString(failure.getStackTrace()));
		}
	}

	/**
	 * Only these messages are known to hold no value.
	 */
	private static String describe(Throwable failure) {
		String name = failure.getClass().getName();
		return (failure instanceof UnsupportedResultException) ? name + ": " + failure.getMessage() : name;
	}

}
