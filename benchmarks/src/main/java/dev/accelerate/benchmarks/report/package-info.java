/**
 * What the suite says about its measurements. Ratios are taken within a round only, and
 * told by their median and their spread over the rounds.
 */
@NullMarked
package dev.accelerate.benchmarks.report;

import org.jspecify.annotations.NullMarked;
