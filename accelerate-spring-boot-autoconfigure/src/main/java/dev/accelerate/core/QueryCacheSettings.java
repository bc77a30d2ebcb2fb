package dev.accelerate.core;

import java.time.Duration;

/**
 * Settings of the query cache that hold for every method.
 *
 * @param maximumEntrySize the most a single result may weigh to be stored, in bytes
 * @param failOnOversize whether a larger result fails the call; otherwise it is returned,
 * but not stored
 * @param jitter the largest fraction of the time-to-live, from 0 to 1, by which a result
 * may expire early; it differs from result to result
 * @param staleIfError how long after both windows a result may still be answered when the
 * database cannot be reached (RFC 5861)
 * @param queryTimeout how long to wait for another caller's load; zero for as long as it
 * takes
 */
public record QueryCacheSettings(long maximumEntrySize, boolean failOnOversize, double jitter, Duration staleIfError,
		Duration queryTimeout) {
}
