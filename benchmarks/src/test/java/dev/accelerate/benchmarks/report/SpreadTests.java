package dev.accelerate.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Spread}.
 */
class SpreadTests {

	@Test
	void tellsTheValueInTheMiddleAndBothEnds() {
		Spread spread = new Spread(List.of(9.0, 1.0, 2.0));
		assertThat(spread.median()).isEqualTo(2);
		assertThat(spread.min()).isEqualTo(1);
		assertThat(spread.max()).isEqualTo(9);
		assertThat(spread).hasToString("2.00 (1.00 to 9.00)");
	}

	@Test
	void takesTheMeanOfTheTwoInTheMiddle() {
		assertThat(new Spread(List.of(4.0, 1.0, 100.0, 2.0)).median()).isEqualTo(3);
	}

	@Test
	void isADashWithoutValues() {
		Spread none = new Spread(List.of());
		assertThat(none.isEmpty()).isTrue();
		assertThat(none.median()).isNaN();
		assertThat(none).hasToString("–");
	}

}
