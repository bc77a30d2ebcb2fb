package dev.accelerate.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Logarithmic scale between two powers of ten: peers differ by more than a thousand
 * times.
 *
 * @param first the exponent at its begin
 * @param last the exponent at its end
 * @param from the position of its begin
 * @param to the position of its end
 */
record LogScale(int first, int last, double from, double to) {

	/**
	 * Create a scale that begins below the least value, so that every bar has a length.
	 * @param values the values, each above zero
	 * @param from the position of its begin
	 * @param to the position of its end
	 * @return the scale
	 */
	static LogScale of(List<Double> values, double from, double to) {
		double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(10);
		double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
		int first = (int) Math.ceil(Math.log10(least)) - 1;
		return new LogScale(first, Math.max(first + 1, (int) Math.ceil(Math.log10(greatest))), from, to);
	}

	double position(double value) {
		return this.from + (this.to - this.from) * (Math.log10(value) - this.first) / (this.last - this.first);
	}

	List<Double> decades() {
		return IntStream.rangeClosed(this.first, this.last).mapToObj((exponent) -> Math.pow(10, exponent)).toList();
	}

}
