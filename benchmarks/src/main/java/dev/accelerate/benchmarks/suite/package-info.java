/**
 * The cases of the suite, and how one is run: each by JMH, in a fork of its own, so that
 * the forks of all peers can take turns.
 */
@NullMarked
package dev.accelerate.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
