package dev.accelerate.freshness;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link Windows}.
 */
class WindowsTests {

	@Test
	void areGivenInSeconds() {
		Windows windows = Windows.ofSeconds(60, 30);
		assertThat(windows.ttlNanos()).isEqualTo(Duration.ofSeconds(60).toNanos());
		assertThat(windows.swrNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
		assertThat(windows.totalNanos()).isEqualTo(Duration.ofSeconds(90).toNanos());
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0", "0, -1", "-1, 60", "60, -1", "0, 0", "-2147483648, -2147483648" })
	void areNeitherNegativeNorBothZero(int ttl, int swr) {
		assertThatIllegalArgumentException().isThrownBy(() -> Windows.ofSeconds(ttl, swr));
	}

	@Test
	void canBeAsLongAsAnIntegerSays() {
		assertThat(Windows.ofSeconds(Integer.MAX_VALUE, Integer.MAX_VALUE).totalNanos()).isPositive();
	}

}
