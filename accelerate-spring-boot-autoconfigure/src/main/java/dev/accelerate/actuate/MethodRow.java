package dev.accelerate.actuate;

import dev.accelerate.statistics.MethodSummary;

/**
 * Row of the overview.
 *
 * @param statistics what happened to the calls of the method
 * @param store its entries
 */
record MethodRow(MethodSummary statistics, Usage store) {
}
