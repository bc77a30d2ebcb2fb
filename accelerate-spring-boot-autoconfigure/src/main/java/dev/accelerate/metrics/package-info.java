/**
 * Counts of the query cache in Micrometer. Every name is in
 * {@link dev.accelerate.metrics.AccelerateMeter}.
 */
@NullMarked
package dev.accelerate.metrics;

import org.jspecify.annotations.NullMarked;
