package dev.accelerate.statistics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * How long the loads of a method took. Percentiles need the HdrHistogram library, which
 * comes with Micrometer. Without it, there are none.
 */
final class LoadTimes {

	private static final boolean HISTOGRAMS = ClassUtils.isPresent("org.HdrHistogram.Histogram",
			LoadTimes.class.getClassLoader());

	private static final double NANOS_IN_MILLI = 1_000_000;

	private final LongAdder count = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final @Nullable LoadHistogram histogram;

	LoadTimes() {
		this(HISTOGRAMS);
	}

	LoadTimes(boolean histogram) {
		this.histogram = histogram ? new LoadHistogram() : null;
	}

	void add(Duration duration) {
		long nanos = duration.toNanos();
		this.count.increment();
		this.nanos.add(nanos);
		if (this.histogram != null) {
			this.histogram.add(nanos);
		}
	}

	LoadSummary summary() {
		long count = this.count.sum();
		double total = this.nanos.sum() / NANOS_IN_MILLI;
		double mean = (count > 0) ? total / count : 0;
		LoadHistogram histogram = (count > 0) ? this.histogram : null;
		return (histogram != null)
				? new LoadSummary(count, total, mean, histogram.percentile(50), histogram.percentile(95),
						histogram.percentile(99), histogram.percentile(100))
				: new LoadSummary(count, total, mean, null, null, null, null);
	}

}
