/**
 * Statistics of what happened, in bounded memory and without any value, argument or key:
 * {@link dev.accelerate.statistics.StatisticsListener} keeps them, and
 * {@link dev.accelerate.statistics.FailureListener} those of failures.
 */
@NullMarked
package dev.accelerate.statistics;

import org.jspecify.annotations.NullMarked;
