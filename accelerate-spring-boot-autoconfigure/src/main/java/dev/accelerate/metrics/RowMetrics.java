package dev.accelerate.metrics;

import dev.accelerate.invalidation.Invalidations;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} of the rows that are kept for results which depend on rows.
 */
public final class RowMetrics implements MeterBinder {

	private final Invalidations invalidations;

	/**
	 * Creates a binder.
	 * @param invalidations what keeps the rows
	 */
	public RowMetrics(Invalidations invalidations) {
		this.invalidations = invalidations;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder(AccelerateMeter.COLLISIONS.id(), this.invalidations, Invalidations::collisions)
			.description(AccelerateMeter.COLLISIONS.description())
			.register(registry);
	}

}
