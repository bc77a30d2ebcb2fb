package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.core.InvalidationLimits;
import dev.accelerate.core.QueryCacheSettings;
import dev.accelerate.freshness.Windows;
import dev.accelerate.strategy.ConfiguredStrategies;
import dev.accelerate.strategy.PlanSettings;
import dev.accelerate.strategy.StrategyProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Mapper of the properties to the types of the other packages. It refuses values out of
 * range, with the name of their property.
 */
final class PropertiesMapper {

	private PropertiesMapper() {
	}

	static QueryCacheSettings settings(AccelerateProperties properties) {
		AccelerateProperties.Limits limits = properties.getLimits();
		require(!properties.getQueryTimeout().isNegative(), "accelerate.query-timeout", properties.getQueryTimeout(),
				"It must not be negative; zero means none.");
		require(!properties.getStaleIfError().isNegative(), "accelerate.stale-if-error", properties.getStaleIfError(),
				"It must not be negative; zero means none.");
		require(properties.getJitter() >= 0 && properties.getJitter() <= 1, "accelerate.jitter", properties.getJitter(),
				"It must be from 0 to 1.");
		requirePositive(limits.getEntrySize().toBytes(), "accelerate.limits.entry-size");
		return new QueryCacheSettings(limits.getEntrySize().toBytes(),
				limits.getOnOversize() == AccelerateProperties.OnOversize.FAIL, properties.getJitter(),
				cut(properties.getStaleIfError()), cut(properties.getQueryTimeout()));
	}

	static InvalidationLimits invalidations(AccelerateProperties properties) {
		int tagsPerCall = properties.getLimits().getTagsPerCall();
		requirePositive(tagsPerCall, "accelerate.limits.tags-per-call");
		return new InvalidationLimits(tagsPerCall, properties.isEnabled()
				? InvalidationRateLimit.of(properties.getInvalidation().getRateLimit()) : () -> true);
	}

	static Duration replicaLag(AccelerateProperties properties) {
		Duration lag = properties.getInvalidation().getReplicaLag();
		require(!lag.isNegative(), "accelerate.invalidation.replica-lag", lag,
				"It must not be negative; zero means that no replica is read from.");
		return cut(lag);
	}

	static Duration unknownCommit(AccelerateProperties properties) {
		Duration unknown = properties.getInvalidation().getUnknownCommit();
		require(!unknown.isNegative(), "accelerate.invalidation.unknown-commit", unknown,
				"It must not be negative; zero means that a commit whose reply is lost shows at once or never.");
		return cut(unknown);
	}

	/**
	 * Returns whether and how logs of databases are used. A cache that is switched off
	 * has nothing to tell.
	 */
	static DatabaseLogs.Use databaseLogs(AccelerateProperties properties, boolean channels) {
		if (!properties.isEnabled() || !channels) {
			return DatabaseLogs.Use.NOT;
		}
		return (properties.getInvalidation().getOnLogFailure() == InvalidationProperties.OnLogFailure.FAIL)
				? DatabaseLogs.Use.REQUIRED : DatabaseLogs.Use.BEST_EFFORT;
	}

	/**
	 * Returns the settings of plans. A context shares the cache of its parent, so nothing
	 * is enabled in it that is disabled in the parent.
	 */
	static PlanSettings plans(AccelerateProperties properties, ParentContext parent) {
		requirePositive(properties.getLimits().getTagsPerQuery(), "accelerate.limits.tags-per-query");
		Map<String, Map<String, StrategyProperties>> strategies = new LinkedHashMap<>();
		properties.getStrategies().forEach((repository, methods) -> {
			Map<String, StrategyProperties> byMethod = new LinkedHashMap<>();
			methods.forEach((method, strategy) -> byMethod.put(method,
					strategy(strategy, ConfiguredStrategies.propertyName(repository, method))));
			strategies.put(repository, byMethod);
		});
		return new PlanSettings(properties.isEnabled() && parent.isEnabled(),
				new ConfiguredStrategies(strategy(properties.getDefaultStrategy(), "accelerate.default-strategy"),
						strategies),
				properties.getLimits().getTagsPerQuery(), cut(properties.getQueryTimeout()),
				properties.getInvalidation().isAutomatic() && parent.isAutomatic(),
				properties.getInvalidation().getPrecision(), parent.childId());
	}

	/**
	 * Returns the number of slots for the rows of writes.
	 */
	static int marks(AccelerateProperties properties) {
		int marks = properties.getInvalidation().getMarks();
		require(Integer.bitCount(marks) == 1 && marks >= 1 << 16 && marks <= 1 << 26, "accelerate.invalidation.marks",
				marks, "It must be a power of two from 65536 to 67108864.");
		return marks;
	}

	private static StrategyProperties strategy(AccelerateProperties.Strategy strategy, String name) {
		require(strategy.getTtl() == null || !strategy.getTtl().isNegative(), name + ".ttl", strategy.getTtl(),
				"It must not be negative.");
		require(strategy.getSwr() == null || !strategy.getSwr().isNegative(), name + ".swr", strategy.getSwr(),
				"It must not be negative.");
		return new StrategyProperties(strategy.getTtl(), strategy.getSwr(), strategy.getTags(), strategy.getEnabled());
	}

	/**
	 * Cuts a duration to about 68 years, so that the sum of a few of them in nanoseconds
	 * does not overflow.
	 */
	static Duration cut(Duration duration) {
		return Duration.ofNanos(Windows.nanos(duration));
	}

	static void requirePositive(long value, String name) {
		require(value > 0, name, value, "It must be positive.");
	}

	static void require(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(name, (value != null) ? value : "", reason);
		}
	}

}
