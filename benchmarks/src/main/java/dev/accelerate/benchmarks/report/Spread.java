package dev.accelerate.benchmarks.report;

import java.util.List;

/**
 * Values of one figure in several rounds. Three rounds are too few for a confidence
 * interval that means anything, so that the median, the least and the greatest are told.
 *
 * @param values the values, in the order of the rounds
 */
public record Spread(List<Double> values) {

	public Spread {
		values = List.copyOf(values);
	}

	/**
	 * Return whether there is no value.
	 * @return whether no round has a value
	 */
	public boolean isEmpty() {
		return this.values.isEmpty();
	}

	/**
	 * Return the value in the middle.
	 * @return the median, or {@code NaN} if there is no value
	 */
	public double median() {
		List<Double> sorted = this.values.stream().sorted().toList();
		int size = sorted.size();
		return (size == 0) ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
	}

	/**
	 * Return the least value.
	 * @return the least value, or {@code NaN} if there is no value
	 */
	public double min() {
		return this.values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
	}

	/**
	 * Return the greatest value.
	 * @return the greatest value, or {@code NaN} if there is no value
	 */
	public double max() {
		return this.values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
	}

	@Override
	public String toString() {
		return isEmpty() ? Markdown.DASH : "%s (%s)".formatted(Markdown.number(median()), Markdown.range(this));
	}

}
