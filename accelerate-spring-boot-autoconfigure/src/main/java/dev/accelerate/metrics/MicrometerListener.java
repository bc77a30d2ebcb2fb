package dev.accelerate.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * {@link QueryCacheListener} that counts in Micrometer. Meters whose tags are known are
 * registered from the start, so that a count of zero is shown as zero instead of being
 * absent.
 */
public final class MicrometerListener implements QueryCacheListener {

	private final MeterRegistry registry;

	private final Map<Outcome, Timer> loads = new EnumMap<>(Outcome.class);

	private final Map<Outcome, Counter> refreshes = new EnumMap<>(Outcome.class);

	private final Map<Cause, Counter> invalidations = new EnumMap<>(Cause.class);

	private final Map<Component, Counter> failures = new EnumMap<>(Component.class);

	private final Counter joins;

	/**
	 * Creates a listener.
	 * @param registry the registry to count in
	 */
	public MicrometerListener(MeterRegistry registry) {
		this.registry = registry;
		for (Outcome outcome : Outcome.values()) {
			this.refreshes.put(outcome, counter(AccelerateMeter.REFRESHES, "outcome", lower(outcome)));
			if (outcome != Outcome.REJECTED && outcome != Outcome.OTHER_TENANT) {
				this.loads.put(outcome,
						Timer.builder(AccelerateMeter.LOADS.id())
							.description(AccelerateMeter.LOADS.description())
							.tag("outcome", lower(outcome))
							.register(registry));
			}
		}
		for (Cause cause : Cause.values()) {
			this.invalidations.put(cause, counter(AccelerateMeter.INVALIDATIONS, "cause", lower(cause)));
		}
		for (Component component : Component.values()) {
			this.failures.put(component, counter(AccelerateMeter.FAILURES, "component", lower(component)));
		}
		this.joins = counter(AccelerateMeter.JOINS);
	}

	@Override
	public Requests onPlan(QueryId id) {
		Counter[] counters = new Counter[CacheStatus.values().length];
		for (CacheStatus status : CacheStatus.values()) {
			counters[status.ordinal()] = counter(AccelerateMeter.REQUESTS, "status", status.value(), "repository",
					id.repository(), "method", id.method());
		}
		return (status) -> counters[status.ordinal()].increment();
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		of(this.loads, outcome).record(duration);
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		of(this.refreshes, outcome).increment();
	}

	@Override
	public void onJoin(QueryId id) {
		this.joins.increment();
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		counter(AccelerateMeter.BYPASSES, "reason", bypass.reason(), "repository", id.repository(), "method",
				id.method())
			.increment();
	}

	@Override
	public void onInvalidation(InvalidationEvent event) {
		of(this.invalidations, event.cause()).increment();
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		of(this.failures, component).increment();
	}

	private Counter counter(AccelerateMeter meter, String... tags) {
		return Counter.builder(meter.id()).description(meter.description()).tags(tags).register(this.registry);
	}

	private static <K, V> V of(Map<K, V> meters, K key) {
		return Objects.requireNonNull(meters.get(key));
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
