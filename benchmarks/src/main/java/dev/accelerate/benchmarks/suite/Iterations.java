package dev.accelerate.benchmarks.suite;

import java.time.Duration;

/**
 * Iterations of one kind within a fork.
 *
 * @param count how many there are
 * @param time how long each one is; a benchmark of single shots takes as long as its shot
 */
public record Iterations(int count, Duration time) {

	public Iterations {
		if (count < 0) {
			throw new IllegalArgumentException("%d iterations: use 0 or more".formatted(count));
		}
		if (time.isZero() || time.isNegative()) {
			throw new IllegalArgumentException("Iterations of %s: use a time above zero".formatted(time));
		}
	}

	/**
	 * Return some iterations of one second.
	 * @param count how many
	 * @return the iterations
	 */
	public static Iterations seconds(int count) {
		return new Iterations(count, Duration.ofSeconds(1));
	}

	/**
	 * Return how long all iterations take together.
	 * @return the time
	 */
	public Duration total() {
		return this.time.multipliedBy(this.count);
	}

}
