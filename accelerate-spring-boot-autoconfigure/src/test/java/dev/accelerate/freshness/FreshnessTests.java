package dev.accelerate.freshness;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Freshness}.
 */
class FreshnessTests {

	@ParameterizedTest
	@CsvSource({ "60, 30, 0, FRESH", "60, 30, 59_999_999_999, FRESH", "60, 30, 60_000_000_000, STALE",
			"60, 30, 89_999_999_999, STALE", "60, 30, 90_000_000_000, EXPIRED", "60, 0, 0, FRESH",
			"60, 0, 59_999_999_999, FRESH", "60, 0, 60_000_000_000, EXPIRED", "0, 30, 0, STALE",
			"0, 30, 29_999_999_999, STALE", "0, 30, 30_000_000_000, EXPIRED",
			"1, 1, 9_000_000_000_000_000_000, EXPIRED" })
	void judgesAnAgeByBothWindows(int ttl, int swr, String age, Freshness expected) {
		long nanos = Long.parseLong(age.replace("_", ""));
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(ttl), Duration.ofSeconds(swr)), 0, nanos))
			.isEqualTo(expected);
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(ttl), Duration.ofSeconds(swr)), 5, nanos + 5))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "60, 30, 0, 0.25, FRESH", "60, 30, 44_999_999_999, 0.25, FRESH", "60, 30, 45_000_000_000, 0.25, STALE",
			"60, 30, 74_999_999_999, 0.25, STALE", "60, 30, 75_000_000_000, 0.25, EXPIRED",
			"60, 0, 44_999_999_999, 0.25, FRESH", "60, 0, 45_000_000_000, 0.25, EXPIRED",
			"4, 30, 2_999_999_999, 0.25, FRESH", "4, 30, 3_000_000_000, 0.25, STALE",
			"0, 30, 29_999_999_999, 0.25, STALE", "0, 30, 30_000_000_000, 0.25, EXPIRED",
			"60, 30, 0, 0.999999999, FRESH" })
	void takesAPartFromTheTtlOfTheCallerAndNothingFromTheStaleWindow(int ttl, int swr, String age, double early,
			Freshness expected) {
		long nanos = Long.parseLong(age.replace("_", ""));
		Windows windows = Windows.of(Duration.ofSeconds(ttl), Duration.ofSeconds(swr));
		assertThat(Freshness.judge(windows, 5, nanos + 5, early)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 1_000_000_000, Long.MAX_VALUE / 2 })
	void takesAResultFromTheFutureForOneOfThisMoment(long ahead) {
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), ahead, 0))
			.isEqualTo(Freshness.FRESH);
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(0), Duration.ofSeconds(1)), ahead, 0))
			.isEqualTo(Freshness.STALE);
	}

	@Test
	void countsAcrossTheOverflowOfTheMonotonicClock() {
		long before = Long.MAX_VALUE - 10;
		long second = Duration.ofSeconds(1).toNanos();
		Windows windows = Windows.of(Duration.ofSeconds(1), Duration.ofSeconds(1));
		assertThat(Freshness.judge(windows, before, before + 100)).isEqualTo(Freshness.FRESH);
		assertThat(Freshness.judge(windows, before, before + second)).isEqualTo(Freshness.STALE);
		assertThat(Freshness.judge(windows, before, before + 2 * second)).isEqualTo(Freshness.EXPIRED);
	}

	@Test
	void judgesTheLongestWindows() {
		Windows longest = Windows.of(Duration.ofSeconds(Integer.MAX_VALUE), Duration.ofSeconds(Integer.MAX_VALUE));
		long ttl = longest.ttlNanos();
		assertThat(Freshness.judge(longest, 0, ttl - 1)).isEqualTo(Freshness.FRESH);
		assertThat(Freshness.judge(longest, 0, ttl)).isEqualTo(Freshness.STALE);
		assertThat(Freshness.judge(longest, 0, longest.totalNanos() - 1)).isEqualTo(Freshness.STALE);
		assertThat(Freshness.judge(longest, 0, longest.totalNanos())).isEqualTo(Freshness.EXPIRED);
	}

	@Test
	void judgesOneResultByTheWindowsOfEachCaller() {
		long age = Duration.ofSeconds(10).toNanos();
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(60), Duration.ofSeconds(0)), 0, age))
			.isEqualTo(Freshness.FRESH);
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(5), Duration.ofSeconds(60)), 0, age))
			.isEqualTo(Freshness.STALE);
		assertThat(Freshness.judge(Windows.of(Duration.ofSeconds(5), Duration.ofSeconds(0)), 0, age))
			.isEqualTo(Freshness.EXPIRED);
	}

}
