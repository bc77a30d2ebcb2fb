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
		Windows windows = Windows.of(Duration.ofSeconds(60), Duration.ofSeconds(30));
		assertThat(windows.ttlNanos()).isEqualTo(Duration.ofSeconds(60).toNanos());
		assertThat(windows.swrNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
		assertThat(windows.totalNanos()).isEqualTo(Duration.ofSeconds(90).toNanos());
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0", "0, -1", "-1, 60", "60, -1", "-2147483648, -2147483648" })
	void areNotNegative(int ttl, int swr) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Windows.of(Duration.ofSeconds(ttl), Duration.ofSeconds(swr)));
	}

	@Test
	void mayBeNone() {
		assertThat(Windows.NONE.isEmpty()).isTrue();
		assertThat(Windows.of(Duration.ofSeconds(1), Duration.ZERO).isEmpty()).isFalse();
		assertThat(Freshness.judge(Windows.NONE, 0, 0)).isEqualTo(Freshness.EXPIRED);
	}

	@Test
	void areCutWhereNanosecondsEnd() {
		Duration eternity = Duration.ofDays(365_000_000);
		assertThat(Windows.of(eternity, eternity).totalNanos()).isPositive();
		assertThat(Windows.of(eternity, eternity).totalNanos() + Windows.nanos(eternity)).isPositive();
	}

	@Test
	void canBeAsLongAsAnIntegerSays() {
		assertThat(
				Windows.of(Duration.ofSeconds(Integer.MAX_VALUE), Duration.ofSeconds(Integer.MAX_VALUE)).totalNanos())
			.isPositive();
	}

}
