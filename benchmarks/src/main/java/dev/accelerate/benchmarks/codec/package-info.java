/**
 * Libraries that make bytes of snapshots, beside our own format.
 */
@NullMarked
package dev.accelerate.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
