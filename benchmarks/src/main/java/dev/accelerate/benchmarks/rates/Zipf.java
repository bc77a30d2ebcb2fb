package dev.accelerate.benchmarks.rates;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Choice in which the second is asked for half as often as the first, the third a third
 * as often, and so on.
 */
final class Zipf {

	private final double[] sums;

	Zipf(int size) {
		this.sums = new double[size];
		double sum = 0;
		for (int i = 0; i < size; i++) {
			sum += 1.0 / (i + 1);
			this.sums[i] = sum;
		}
	}

	int next(SplittableRandom random) {
		int position = Arrays.binarySearch(this.sums, random.nextDouble() * this.sums[this.sums.length - 1]);
		return Math.min((position < 0) ? -position - 1 : position, this.sums.length - 1);
	}

}
