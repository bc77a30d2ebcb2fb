package dev.accelerate.store;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Backoff}.
 */
class BackoffTests {

	@Test
	void thereIsNoPauseBeforeAFailure() {
		assertThat(Backoff.NONE.isOver(Long.MIN_VALUE)).isTrue();
		assertThat(Backoff.NONE.isOver(0)).isTrue();
		assertThat(Backoff.NONE.isOver(Long.MAX_VALUE)).isTrue();
	}

	@Test
	void thePauseDoublesUpToAMinute() {
		Backoff backoff = Backoff.NONE;
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 }) {
			backoff = backoff.afterFailure(1_000);
			long end = 1_000 + Duration.ofSeconds(seconds).toNanos();
			assertThat(backoff.isOver(end - 1)).isFalse();
			assertThat(backoff.isOver(end)).isTrue();
		}
	}

	@Test
	void thePauseStaysAMinuteHoweverManyFail() {
		Backoff backoff = Backoff.NONE;
		for (int i = 0; i < 10_000; i++) {
			backoff = backoff.afterFailure(0);
		}
		assertThat(backoff).isEqualTo(new Backoff(10_000, Duration.ofSeconds(60).toNanos()));
	}

	@Test
	void countsAcrossTheOverflowOfTheMonotonicClock() {
		Backoff backoff = Backoff.NONE.afterFailure(Long.MAX_VALUE - 5);
		assertThat(backoff.isOver(Long.MAX_VALUE - 5)).isFalse();
		assertThat(backoff.isOver(Long.MIN_VALUE)).isFalse();
		assertThat(backoff.isOver(Long.MAX_VALUE - 5 + Duration.ofSeconds(1).toNanos())).isTrue();
	}

}
