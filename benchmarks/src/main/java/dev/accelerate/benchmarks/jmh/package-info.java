/**
 * What is measured by JMH.
 */
@NullMarked
package dev.accelerate.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
