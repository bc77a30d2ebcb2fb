package dev.accelerate.jpa.differential;

import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Values drawn from arbitraries of jqwik. The same seed draws the same values again.
 */
final class Draws {

	private final Random random;

	Draws(long seed) {
		this.random = new Random(seed);
	}

	<T> T of(Arbitrary<T> arbitrary) {
		return arbitrary.generator(100).next(this.random).value();
	}

	<T> T from(List<T> values) {
		return of(Arbitraries.of(values));
	}

	int between(int first, int last) {
		return of(Arbitraries.integers().between(first, last));
	}

	/**
	 * Returns whether something happens that happens once in some times.
	 */
	boolean onceIn(int times) {
		return between(1, times) == 1;
	}

	/**
	 * Draws a text that others are likely to equal, to contain, or to match as a pattern.
	 */
	String text() {
		return of(Arbitraries.strings().withChars("aAbBß%_\\ '").ofMinLength(0).ofMaxLength(3));
	}

}
