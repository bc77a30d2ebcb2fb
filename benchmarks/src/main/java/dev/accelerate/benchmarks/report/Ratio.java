package dev.accelerate.benchmarks.report;

import dev.accelerate.benchmarks.jmh.MissBenchmark;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Score;
import org.jspecify.annotations.Nullable;

/**
 * Ratio of two figures of the same round. A machine that is slower in one round than in
 * another makes both sides slower, so that the ratio stays.
 *
 * @param numerator the figure above
 * @param denominator the figure below
 * @param factor what their ratio is multiplied by
 */
record Ratio(Figure numerator, Figure denominator, double factor) {

	static Ratio of(Case numerator, Case denominator) {
		return new Ratio(Figure.primary(numerator), Figure.primary(denominator), 1);
	}

	/**
	 * Return the ratio of a miss to the query alone, both of which one case tells.
	 * @param miss the case
	 * @return the ratio
	 */
	static Ratio ofMiss(Case miss) {
		return new Ratio(Figure.secondary(miss, MissBenchmark.WITH_CACHE),
				Figure.secondary(miss, MissBenchmark.WITHOUT_CACHE), 1);
	}

	static Ratio ofAllocations(Case numerator, Case denominator) {
		return new Ratio(Figure.allocation(numerator), Figure.allocation(denominator), 1);
	}

	/**
	 * Return the ratio of the operations done in a second by all threads. The time of an
	 * operation, which is what is measured, is that of one thread.
	 * @param numerator the case above
	 * @param denominator the case below
	 * @return the ratio
	 */
	static Ratio ofThroughputs(Case numerator, Case denominator) {
		return new Ratio(Figure.primary(denominator), Figure.primary(numerator),
				(double) numerator.threads() / denominator.threads());
	}

	@Nullable Double in(Results results, int round) {
		Score above = results.score(this.numerator, round);
		Score below = results.score(this.denominator, round);
		if (above == null || below == null || below.value() == 0) {
			return null;
		}
		if (!above.unit().equals(below.unit())) {
			throw new IllegalStateException("No ratio of %s in %s to %s in %s: give both benchmarks one unit"
				.formatted(this.numerator, above.unit(), this.denominator, below.unit()));
		}
		return this.factor * above.value() / below.value();
	}

}
