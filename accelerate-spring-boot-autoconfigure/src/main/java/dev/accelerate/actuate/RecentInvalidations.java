package dev.accelerate.actuate;

import java.util.List;

import dev.accelerate.statistics.InvalidationSummary;

/**
 * The last invalidations of this instance.
 *
 * @param invalidations the invalidations, the latest first
 */
record RecentInvalidations(List<InvalidationSummary> invalidations) {
}
