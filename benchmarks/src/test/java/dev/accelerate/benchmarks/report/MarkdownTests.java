package dev.accelerate.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link Markdown}.
 */
class MarkdownTests {

	@Test
	void writesATable() {
		assertThat(Markdown.table(1, List.of("peer", "ns/op"), List.of(List.of("a|b", "1"), List.of("c", "2"))))
			.isEqualTo("""
					| peer | ns/op |
					| --- | ---: |
					| a\\|b | 1 |
					| c | 2 |
					""");
	}

	@Test
	void refusesARowThatDoesNotFit() {
		assertThatIllegalArgumentException().isThrownBy(() -> Markdown.table(1, List.of("a"), List.of(List.of())))
			.withMessage("A row of 0 cells below 1 columns: []");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1234567.8, '1,234,568'", "123.4, 123", "12.34, 12.3", "1.234, 1.23", "0.4, 0.40",
			"0.08, 0.080", "0.00123, 0.0012", "-12.34, -12.3", "NaN, –" })
	void writesThreeDigits(double number, String expected) {
		assertThat(Markdown.number(number)).isEqualTo(expected);
	}

}
