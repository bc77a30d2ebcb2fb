/**
 * The suite: it measures the query cache beside what a user would pick instead, all in
 * one run, and tells ratios within that run.
 */
@NullMarked
package dev.accelerate.benchmarks;

import org.jspecify.annotations.NullMarked;
