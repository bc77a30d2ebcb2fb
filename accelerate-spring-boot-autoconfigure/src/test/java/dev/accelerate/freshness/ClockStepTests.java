package dev.accelerate.freshness;

import java.time.Duration;
import java.time.Instant;

import dev.accelerate.testing.MutableTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TimeSource}: a step of the wall clock, by an operator or a time server, never
 * changes an age.
 */
class ClockStepTests {

	private final MutableTime clock = new MutableTime();

	private final TimeSource time = this.clock.source();

	private final Windows windows = Windows.of(Duration.ofSeconds(60), Duration.ofSeconds(60));

	@ParameterizedTest
	@ValueSource(strings = { "PT-1H", "PT-1S", "PT1S", "PT1H", "P-30D", "P30D" })
	void aStepBetweenLoadAndJudgementChangesNothing(Duration step) {
		long loadedAt = this.time.nanos();
		this.clock.stepWallClock(step);
		assertThat(judge(loadedAt)).isEqualTo(Freshness.FRESH);
		this.clock.advance(Duration.ofSeconds(60).minusNanos(1));
		assertThat(judge(loadedAt)).isEqualTo(Freshness.FRESH);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(judge(loadedAt)).isEqualTo(Freshness.STALE);
		this.clock.stepWallClock(step.negated());
		assertThat(judge(loadedAt)).isEqualTo(Freshness.STALE);
		this.clock.advance(Duration.ofSeconds(60));
		this.clock.stepWallClock(step);
		assertThat(judge(loadedAt)).isEqualTo(Freshness.EXPIRED);
	}

	@Test
	void theWallClockIsShownToPeople() {
		Instant before = this.time.instant();
		this.clock.stepWallClock(Duration.ofHours(-1));
		assertThat(this.time.instant()).isEqualTo(before.minus(Duration.ofHours(1)));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.time.instant()).isEqualTo(before.minus(Duration.ofMinutes(60)).plusSeconds(1));
	}

	@Test
	void theMachinesMonotonicTimeNeverRunsBackwards() {
		TimeSource system = TimeSource.system();
		long last = system.nanos();
		for (int i = 0; i < 1_000; i++) {
			long now = system.nanos();
			assertThat(now - last).isNotNegative();
			last = now;
		}
	}

	private Freshness judge(long loadedAt) {
		return Freshness.judge(this.windows, loadedAt, this.time.nanos());
	}

}
