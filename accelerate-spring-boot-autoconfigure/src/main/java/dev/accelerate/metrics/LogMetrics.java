package dev.accelerate.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import dev.accelerate.invalidation.table.LogFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} of the invalidation logs.
 */
public final class LogMetrics implements MeterBinder {

	private final LogFigures figures;

	/**
	 * Creates a binder.
	 * @param figures the figures of the logs
	 */
	public LogMetrics(LogFigures figures) {
		this.figures = figures;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		time(registry, AccelerateMeter.LOG_LAG, (figures) -> figures.lag().toNanos());
		time(registry, AccelerateMeter.LOG_SILENCE, (figures) -> figures.silence().toNanos());
		count(registry, AccelerateMeter.LOG_POLLS, LogFigures::polls, "outcome", "read");
		count(registry, AccelerateMeter.LOG_POLLS, LogFigures::failures, "outcome", "failed");
		count(registry, AccelerateMeter.LOG_ROWS, LogFigures::rows);
		count(registry, AccelerateMeter.LOG_TRIMMED, LogFigures::trimmed);
		Gauge.builder(AccelerateMeter.LOG_HOLES.id(), this.figures, LogFigures::holes)
			.description(AccelerateMeter.LOG_HOLES.description())
			.register(registry);
	}

	private void time(MeterRegistry registry, AccelerateMeter meter, ToDoubleFunction<LogFigures> nanos) {
		TimeGauge.builder(meter.id(), this.figures, TimeUnit.NANOSECONDS, nanos)
			.description(meter.description())
			.register(registry);
	}

	private void count(MeterRegistry registry, AccelerateMeter meter, ToDoubleFunction<LogFigures> count,
			String... tags) {
		FunctionCounter.builder(meter.id(), this.figures, count)
			.description(meter.description())
			.tags(tags)
			.register(registry);
	}

}
