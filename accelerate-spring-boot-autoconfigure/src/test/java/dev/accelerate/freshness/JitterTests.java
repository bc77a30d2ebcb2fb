package dev.accelerate.freshness;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * {@link Jitter}.
 */
class JitterTests {

	@Test
	void spreadsKeysThatAreCloseToEachOtherEvenly() {
		assertEven(IntStream.range(0, 10_000).mapToDouble((key) -> new Jitter(1).part(key, 7)));
	}

	@Test
	void spreadsLoadsThatAreCloseToEachOtherEvenly() {
		assertEven(IntStream.range(-5_000, 5_000).mapToDouble((load) -> new Jitter(1).part(7, load)));
	}

	private static void assertEven(DoubleStream parts) {
		int[] tenths = new int[10];
		parts.forEach((part) -> tenths[(int) (part * 10)]++);
		assertThat(IntStream.of(tenths)).allSatisfy((number) -> assertThat(number).isCloseTo(1_000, within(120)));
	}

	@Test
	void staysBelowItsLimit() {
		assertThat(IntStream.range(0, 10_000).mapToDouble((key) -> new Jitter(0.1).part(key, key)).max().orElseThrow())
			.isBetween(0.09, 0.1);
	}

	@Test
	void isTheSameForTheSameResult() {
		assertThat(new Jitter(1).part(3, -4)).isEqualTo(new Jitter(1).part(3, -4))
			.isNotEqualTo(new Jitter(1).part(4, 3));
	}

	@Test
	void isNothingUnlessAskedFor() {
		assertThat(new Jitter(0).part(1, 2)).isZero();
	}

}
