/**
 * How many reads survive writes to other rows.
 * {@link dev.accelerate.benchmarks.rates.RowWriteRates} is the program.
 */
@NullMarked
package dev.accelerate.benchmarks.rates;

import org.jspecify.annotations.NullMarked;
