package dev.accelerate.statistics;

import org.jspecify.annotations.Nullable;

/**
 * How long the queries of a method took that callers ran and that did not fail, including
 * the copying of the result. All times are in milliseconds.
 *
 * @param count the number of loads
 * @param total the time of all of them
 * @param mean the mean time
 * @param median the time that half of them did not exceed, or {@code null} if not known
 * @param p95 the time that 95 of 100 did not exceed, or {@code null} if not known
 * @param p99 the time that 99 of 100 did not exceed, or {@code null} if not known
 * @param maximum the longest time, or {@code null} if not known
 */
record LoadSummary(long count, double total, double mean, @Nullable Double median, @Nullable Double p95,
		@Nullable Double p99, @Nullable Double maximum) {
}
