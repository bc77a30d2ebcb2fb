package dev.accelerate.core;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with a wall clock that is set forward and back, which is shown to
 * people and decides nothing.
 */
class ClockStepTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@ParameterizedTest
	@ValueSource(longs = { -100_000, -61, 61, 100_000 })
	void stepNeitherEndsNorProlongsAWindow(long seconds) throws Throwable {
		this.query.get(() -> "a");
		step(seconds);
		this.fixture.advance(59);
		assertThat(this.query.hit().status()).isEqualTo(CacheStatus.TTL);
		step(-seconds);
		assertThat(this.query.hit().status()).isEqualTo(CacheStatus.TTL);
		step(seconds);
		this.fixture.advance(60);
		assertThat(this.query.get(() -> "b").status()).isEqualTo(CacheStatus.SWR);
		this.fixture.advance(1);
		assertThat(this.query.get(() -> "c").status()).isEqualTo(CacheStatus.MISS);
	}

	@ParameterizedTest
	@ValueSource(longs = { -100_000, 100_000 })
	void stepDuringALoadLeavesItsAgeAlone(long seconds) throws Throwable {
		Instant begun = this.fixture.time.instant();
		Answer answer = this.query.get(() -> {
			step(seconds);
			return "a";
		});
		assertThat(answer.lastModified()).isEqualTo(begun);
		this.fixture.advance(59);
		assertThat(this.query.hit().status()).isEqualTo(CacheStatus.TTL);
	}

	@ParameterizedTest
	@ValueSource(longs = { -100_000, 100_000 })
	void stepLeavesTheBackoffAlone(long seconds) throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> {
			throw new IOException();
		});
		this.fixture.refreshes.runNext();
		step(seconds);
		this.query.get(() -> "b");
		assertThat(this.fixture.refreshes.waiting()).isZero();
		this.fixture.advance(1);
		this.query.get(() -> "b");
		assertThat(this.fixture.refreshes.waiting()).isEqualTo(1);
	}

	@Test
	void invalidationCountsThoughTheClockWasSetBackBeforeIt() throws Throwable {
		this.query.get(() -> "old");
		step(-100_000);
		this.fixture.invalidate("users");
		assertThat(this.query.get(() -> "new").data()).isEqualTo("new");
	}

	@Test
	void loadAfterAnInvalidationCountsThoughTheClockWasSetBackBeforeIt() throws Throwable {
		this.fixture.invalidate("users");
		step(-100_000);
		this.query.get(() -> "new");
		assertThat(this.query.hit().data()).isEqualTo("new");
	}

	@Test
	void orderOfWhatHappensAtOneInstantIsKept() throws Throwable {
		this.query.get(() -> {
			this.fixture.invalidate("users");
			return "old";
		});
		this.query.get(() -> "new");
		assertThat(this.query.hit().data()).isEqualTo("new");
	}

	@Test
	void refreshMayBeDatedBeforeWhatItReplaces() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		step(-100_000);
		this.query.get(() -> "b");
		this.fixture.refreshes.runNext();
		assertThat(this.query.hit().data()).isEqualTo("b");
	}

	@Test
	void ageIsNeverNegative() throws Throwable {
		this.query.windows(1, 0).get(() -> "a");
		// No monotonic clock does this; were one to, the result is young, not ancient.
		this.fixture.advance(-10);
		assertThat(this.query.windows(1, 0).hit().status()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void monotonicTimeMayOverflow() throws Throwable {
		this.fixture.time.advance(Duration.ofNanos(Long.MAX_VALUE).minusSeconds(5));
		this.query.get(() -> "a");
		this.fixture.advance(59);
		assertThat(this.query.hit().status()).isEqualTo(CacheStatus.TTL);
		this.fixture.advance(1);
		assertThat(this.query.get(() -> "b").status()).isEqualTo(CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		assertThat(this.query.hit().data()).isEqualTo("b");
	}

	private void step(long seconds) {
		this.fixture.time.stepWallClock(Duration.ofSeconds(seconds));
	}

}
