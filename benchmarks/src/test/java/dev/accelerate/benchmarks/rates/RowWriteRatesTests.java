package dev.accelerate.benchmarks.rates;

import java.util.List;

import dev.accelerate.benchmarks.rates.RowWriteRates.Line;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowWriteRates} with few rows and reads. What its answers are is compared in
 * every run.
 */
@Tag("smoke")
class RowWriteRatesTests {

	@ParameterizedTest
	@MethodSource
	void rowsAreNearlyAsGoodAsCanBe(Rate rate) {
		for (Line line : new RowWriteRates(2_000, 6_000, 16).measure(rate)) {
			assertThat(line.perfect()).as("%s of a perfect cache", line.kind()).isGreaterThan(0.3);
			assertThat(line.rows()).as("%s by rows", line.kind()).isBetween(line.tables(), line.perfect());
			if (line.kind() == Kind.BY_ID || line.kind() == Kind.BY_CODE) {
				assertThat(line.ofPerfect()).as("%s", line.kind()).isGreaterThan(0.9);
			}
		}
	}

	static List<Rate> rowsAreNearlyAsGoodAsCanBe() {
		return List.of(Rate.perSecond(10), Rate.share(10));
	}

}
