/**
 * What makes a cached result invalid. Invalidating is appending one record to an ordered
 * {@link dev.accelerate.invalidation.InvalidationLog}; every result carries the
 * {@link dev.accelerate.invalidation.Stamp} of the log from before its load, and is valid
 * while no later record names it. So there is no moment at which a load and an
 * invalidation can miss each other.
 */
@NullMarked
package dev.accelerate.invalidation;

import org.jspecify.annotations.NullMarked;
