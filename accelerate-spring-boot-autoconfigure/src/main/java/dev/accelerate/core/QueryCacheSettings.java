package dev.accelerate.core;

import java.time.Duration;

/**
 * Settings of the query cache that hold for every method.
 *
 * @param maximumEntrySize the most a single result may weigh to be kept, in bytes
 * @param failOnOversize whether a larger result fails the call, rather than being
 * answered and not kept
 * @param jitter the part of the time-to-live, from 0 to 1, by which results may expire
 * early, each by another
 * @param staleIfError how long after both windows a result may still be answered when the
 * database cannot be reached (RFC 5861)
 * @param queryTimeout how long to wait for another caller's load; zero for as long as it
 * takes
 */
public record QueryCacheSettings(long maximumEntrySize, boolean failOnOversize, double jitter, Duration staleIfError,
		Duration queryTimeout) {
}
