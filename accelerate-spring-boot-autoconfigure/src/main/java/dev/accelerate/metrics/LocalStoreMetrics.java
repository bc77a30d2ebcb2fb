package dev.accelerate.metrics;

import dev.accelerate.store.LocalEntryCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} of the local store.
 */
public final class LocalStoreMetrics implements MeterBinder {

	private final LocalEntryCache cache;

	/**
	 * Creates a binder.
	 * @param cache the cache of the local store
	 */
	public LocalStoreMetrics(LocalEntryCache cache) {
		this.cache = cache;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(AccelerateMeter.ENTRIES.id(), this.cache, LocalEntryCache::entries)
			.description(AccelerateMeter.ENTRIES.description())
			.register(registry);
		Gauge.builder(AccelerateMeter.WEIGHT.id(), this.cache, LocalEntryCache::weight)
			.description(AccelerateMeter.WEIGHT.description())
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
		FunctionCounter.builder(AccelerateMeter.EVICTIONS.id(), this.cache, LocalEntryCache::evictions)
			.description(AccelerateMeter.EVICTIONS.description())
			.register(registry);
	}

}
