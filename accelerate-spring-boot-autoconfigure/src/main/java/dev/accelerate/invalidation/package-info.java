/**
 * What makes a cached result invalid. To invalidate is to append one record to an ordered
 * {@link dev.accelerate.invalidation.InvalidationLog}. Every result carries the
 * {@link dev.accelerate.invalidation.Stamp} of the log from before its load, and is valid
 * while no later record names one of its tags or tables. So there is no moment at which a
 * load and an invalidation can miss each other. What a transaction writes is known from
 * its statements, and becomes pending before COMMIT is sent.
 */
@NullMarked
package dev.accelerate.invalidation;

import org.jspecify.annotations.NullMarked;
