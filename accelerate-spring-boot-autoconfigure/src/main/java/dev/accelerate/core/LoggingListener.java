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
import java.util.function.Supplier;

import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.snapshot.UnsupportedResultException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link QueryCacheListener} that logs what an operator should know: the first bypass of
 * each method, and the failures of each component once a minute. At debug level it also
 * logs the cause of every miss and of every invalidation. It never logs a value.
 */
public final class LoggingListener implements QueryCacheListener {

	private static final Log logger = LogFactory.getLog(LoggingListener.class);

	private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

	private final TimeSource time;

	private final Set<QueryId> bypassed = ConcurrentHashMap.newKeySet();

	private final Set<QueryId> oversized = ConcurrentHashMap.newKeySet();

	private final Set<QueryId> foreign = ConcurrentHashMap.newKeySet();

	private final Set<QueryId> untracked = ConcurrentHashMap.newKeySet();

	private final AtomicLong commitsQuietUntil;

	private final Map<Component, AtomicLong> quietUntil = new EnumMap<>(Component.class);

	/**
	 * Creates a listener.
	 * @param time the source of time
	 */
	public LoggingListener(TimeSource time) {
		this.time = time;
		this.commitsQuietUntil = new AtomicLong(time.nanos());
		for (Component component : Component.values()) {
			this.quietUntil.put(component, new AtomicLong(time.nanos()));
		}
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		if (bypass.remedy() != null && this.bypassed.add(id)) {
			logger.info(id + " bypassed the query cache (" + bypass.reason() + "). " + bypass.remedy()
					+ ". Further bypasses of this method are only counted.");
		}
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		if (outcome == Outcome.OVERSIZED && this.oversized.add(id)) {
			logger.info("A result of " + id + " is larger than accelerate.limits.entry-size and was not stored. "
					+ "Read less, or raise the limit. Further such results of this method are only counted.");
		}
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		if (outcome == Outcome.OTHER_TENANT && this.foreign.add(id)) {
			logger.warn("A refresh of " + id + " was discarded, because its thread belongs to another tenant than the "
					+ "call, or to none. Declare a TaskDecorator bean that carries the tenant along, such as "
					+ "ContextPropagatingTaskDecorator. Further such refreshes of this method are only counted.");
		}
	}

	@Override
	public void onMiss(QueryId id, Supplier<MissReason> reason) {
		if (logger.isDebugEnabled()) {
			logger.debug(id + " was a miss: " + reason.get());
		}
	}

	@Override
	public void onInvalidation(InvalidationEvent event) {
		if (event.cause() == Cause.UNKNOWN_COMMIT) {
			warnOfUnknownCommit();
		}
		else if (logger.isDebugEnabled()) {
			// Tags may hold values.
			String what = event.everything() ? "everything" : (event.cause() == Cause.METHOD)
					? "the results of a method" : "tables " + event.tables() + " and " + event.tags().size() + " tags";
			String who = (event.cause() == Cause.WRITE) ? "a write" : "the application";
			logger.debug(who + " invalidated " + what);
		}
	}

	private void warnOfUnknownCommit() {
		if (isLoud(this.commitsQuietUntil)) {
			logger.warn("It is unknown whether a transaction was committed. Results that depend on what it wrote "
					+ "are neither answered from the cache nor stored until that is known, or for the "
					+ "time of accelerate.invalidation.unknown-commit. Further such commits are only counted for a minute.");
		}
	}

	@Override
	public void onUntracked(QueryId id, boolean kept) {
		if (!this.untracked.add(id)) {
			return;
		}
		if (kept) {
			logger.warn("The statements of " + id + " name no known table, so writes to what they read do not "
					+ "invalidate its results. If they read tables, name them, as in "
					+ "@CacheStrategy(dependsOn = Order.class) or @CacheStrategy(dependsOnTables = \"orders\"), or "
					+ "invalidate by tag. If they read none, as those that ask for the time, a random value or the "
					+ "next value of a sequence, leave the method uncached.");
		}
		else {
			logger.warn("No statement of " + id + " that names a known table was observed, so its results are not "
					+ "stored. Read through Hibernate; or set accelerate.invalidation.jdbc=true if the method reads "
					+ "through a DataSource; or give it a strategy of its own that declares what it depends on, as in "
					+ "@CacheStrategy(ttl = 60, dependsOn = Order.class).");
		}
	}

	/**
	 * Logs every call, since it is called once for each shape.
	 */
	@Override
	public void onUnrecognizedStatement(String shape) {
		logger.warn("The text of the statement '" + shape + " ...' does not show what it writes. While "
				+ "accelerate.invalidation.unrecognized-statements is 'invalidate-all', each such statement invalidates "
				+ "everything. If such statements write nothing that is cached, set it to 'ignore'.");
	}

	/**
	 * Logs every call, since it is called once for each function.
	 */
	@Override
	public void onVolatileFunction(String name) {
		logger.warn("The function '" + name + "' may change data, according to the database, so each statement that "
				+ "calls it invalidates everything. If it changes nothing that is cached, set "
				+ "accelerate.invalidation.harmless-functions=" + name + ", or declare it stable or immutable in the "
				+ "database.");
	}

	/**
	 * Logs every call, since it is called once for each class.
	 */
	@Override
	public void onUnwrappedConnection(String caller) {
		logger.warn("A connection was unwrapped by " + caller + ". The cache does not observe what is written "
				+ "through the interfaces of the driver. While accelerate.invalidation.unrecognized-statements is "
				+ "'invalidate-all', every "
				+ "statement and commit on such a connection invalidates everything until it is closed. If " + caller
				+ " writes nothing that is cached, set accelerate.invalidation.harmless-unwrapping=" + caller + ".");
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		if (isLoud(Objects.requireNonNull(this.quietUntil.get(component)))) {
			logger.warn("The " + component.name().toLowerCase(Locale.ROOT) + " of the query cache failed ("
					+ describe(failure)
					+ "); every caller got an answer. Further failures are only counted for a minute.");
			logger.debug(Arrays.toString(failure.getStackTrace()));
		}
	}

	/**
	 * Returns whether to log now, at most once a minute.
	 */
	private boolean isLoud(AtomicLong quietUntil) {
		long until = quietUntil.get();
		long now = this.time.nanos();
		return now - until >= 0 && quietUntil.compareAndSet(until, now + INTERVAL);
	}

	/**
	 * Describes a failure. Only the messages of {@link UnsupportedResultException} are
	 * known to hold no value; of other failures only the class is named.
	 */
	private static String describe(Throwable failure) {
		String name = failure.getClass().getName();
		return (failure instanceof UnsupportedResultException) ? name + ": " + failure.getMessage() : name;
	}

}
