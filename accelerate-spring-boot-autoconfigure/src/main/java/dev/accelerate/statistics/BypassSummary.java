package dev.accelerate.statistics;

import org.jspecify.annotations.Nullable;

/**
 * How often calls of a method bypassed the cache for a reason.
 *
 * @param reason the short name of the reason
 * @param count the number of calls
 * @param remedy what a developer can change, or {@code null} if the bypass was asked for
 */
record BypassSummary(String reason, long count, @Nullable String remedy) {
}
