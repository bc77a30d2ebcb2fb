package dev.accelerate.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.accelerate.statistics.FailureListener;
import dev.accelerate.store.LocalEntryCache;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link AbstractHealthIndicator} of the query cache. An instance whose cache fails still
 * answers, from the database. So it is up, unless a maximum of failures is set.
 */
public final class AccelerateHealthIndicator extends AbstractHealthIndicator {

	private final FailureListener failures;

	private final @Nullable LocalEntryCache cache;

	private final @Nullable BooleanSupplier heard;

	private final @Nullable Integer maximumFailures;

	/**
	 * Creates an indicator.
	 * @param failures what has failed
	 * @param cache the cache of the local store, or {@code null} if another store is used
	 * @param heard whether it is known what other instances invalidate, or {@code null}
	 * if there is no log
	 * @param maximumFailures the most failures in a minute with which the status is up,
	 * or {@code null} for any number
	 */
	public AccelerateHealthIndicator(FailureListener failures, @Nullable LocalEntryCache cache,
			@Nullable BooleanSupplier heard, @Nullable Integer maximumFailures) {
		super("The state of the query cache is unknown");
		this.failures = failures;
		this.cache = cache;
		this.heard = heard;
		this.maximumFailures = maximumFailures;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Long> counts = this.failures.lastMinute();
		long sum = counts.values().stream().mapToLong(Long::longValue).sum();
		builder.status((this.maximumFailures != null && sum > this.maximumFailures) ? Status.DOWN : Status.UP)
			.withDetail("log", (this.heard == null) ? "none" : this.heard.getAsBoolean() ? "heard" : "silent")
			.withDetail("failures", counts);
		if (this.cache != null) {
			Map<String, Long> store = new LinkedHashMap<>();
			store.put("entries", this.cache.entries());
			store.put("bytes", this.cache.weight());
			store.put("maximumBytes", this.cache.maximumWeight());
			store.put("evictions", this.cache.evictions());
			builder.withDetail("store", store);
		}
	}

}
