package dev.accelerate.statistics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Histogram of how long loads took, in microseconds with two significant digits. It grows
 * with the longest load: one of a second takes 12 kB.
 */
final class LoadHistogram {

	private static final double MICROS_IN_MILLI = 1000;

	private final Histogram histogram = new SynchronizedHistogram(2);

	void add(long nanos) {
		this.histogram.recordValue(Math.max(0, nanos / 1000));
	}

	/**
	 * Returns the time that a percentage of the loads did not exceed, in milliseconds.
	 */
	double percentile(double percentage) {
		return this.histogram.getValueAtPercentile(percentage) / MICROS_IN_MILLI;
	}

}
