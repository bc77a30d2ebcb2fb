package dev.accelerate.core;

import java.time.Duration;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link QueryCache} with results that are larger than
 * {@code accelerate.limits.entry-size}.
 */
class EntrySizeTests {

	private static QueryCacheFixture entrySize(boolean fail) {
		// Whatever the fixture's snapshotter makes of it, no result weighs nothing.
		return new QueryCacheFixture(new QueryCacheSettings(0, fail, 0, Duration.ZERO, Duration.ZERO));
	}

	@Test
	void aResultThatIsTooLargeIsAnsweredAndNotKept() throws Throwable {
		QueryCacheFixture fixture = entrySize(false);
		check(fixture.query("users").get(() -> "a"), "a", CacheStatus.MISS);
		check(fixture.query("users").get(() -> "b"), "b", CacheStatus.MISS);
		assertThat(fixture.store.size()).isZero();
		assertThat(fixture.listener.events()).containsExactly("load OVERSIZED", "request miss", "load OVERSIZED",
				"request miss");
	}

	@Test
	void aResultThatIsTooLargeFailsWhereThatIsAskedFor() {
		QueryCacheFixture fixture = entrySize(true);
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> fixture.query("users").get(() -> "a"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6009))
			.withMessageContaining("TestRepository.users")
			.withMessageContaining("accelerate.limits.entry-size");
		assertThat(fixture.store.size()).isZero();
		assertThat(fixture.listener.events()).containsExactly("load FAILED", "request miss");
	}

	@Test
	void aResultThatIsTooLargeIsNotSharedWithWhoWaits() throws Throwable {
		QueryCacheFixture fixture = entrySize(false);
		BlockedLoad blocked = new BlockedLoad(() -> "a");
		Caller<Answer> leader = Caller.start(() -> fixture.query("users").get(blocked));
		blocked.awaitEntered();
		Caller<Answer> follower = Caller.start(() -> fixture.query("users").get(() -> "b")).awaitWaiting();
		blocked.release();
		check(leader.outcome(), "a", CacheStatus.MISS);
		check(follower.outcome(), "b", CacheStatus.MISS);
	}

}
