package dev.accelerate.benchmarks.report;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Score;
import org.jspecify.annotations.Nullable;

/**
 * One of the numbers that every run of a case gives.
 *
 * @param ofCase the case
 * @param secondary the name of the secondary score, or {@code null} for the primary one
 */
record Figure(Case ofCase, @Nullable String secondary) {

	static Figure primary(Case of) {
		return new Figure(of, null);
	}

	static Figure secondary(Case of, String secondary) {
		return new Figure(of, secondary);
	}

	static Figure allocation(Case of) {
		return secondary(of, Score.ALLOCATION);
	}

	@Nullable Score in(Measurement measurement) {
		return (this.secondary != null) ? measurement.secondary().get(this.secondary) : measurement.primary();
	}

	@Override
	public String toString() {
		return (this.secondary != null) ? this.ofCase + " " + this.secondary : this.ofCase.name();
	}

}
