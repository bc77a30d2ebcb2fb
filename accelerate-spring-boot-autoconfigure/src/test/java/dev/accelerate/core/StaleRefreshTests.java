package dev.accelerate.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BackgroundRefresh} after a stale result: how refreshes end, and what is returned
 * meanwhile.
 */
class StaleRefreshTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery query = this.fixture.query("users").tags("users");

	@Test
	void refreshesInFlightNeverResurrectAValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(100);
		check(this.query.get(() -> {
			// The refresh outlives the value it is to replace, and fails.
			this.fixture.advance(20);
			throw new IOException();
		}), "a", CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
	}

	@Test
	void refreshesThatSucceedLateAreAsOldAsTheirLoad() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(100);
		this.query.get(() -> {
			this.fixture.advance(120);
			return "b";
		});
		this.fixture.refreshes.runNext();
		check(this.query.get(() -> "c"), "c", CacheStatus.MISS);
	}

	@Test
	void refreshesThatFailKeepTheStaleValueUntilItsWindowEndsAndBackOff() throws Throwable {
		AtomicInteger attempts = new AtomicInteger();
		List<Integer> attemptedAt = new ArrayList<>();
		this.query.get(() -> "a");
		this.fixture.advance(60);
		for (int second = 0; second < 60; second++) {
			check(this.query.get(() -> {
				attempts.incrementAndGet();
				throw new IOException();
			}), "a", CacheStatus.SWR);
			if (this.fixture.refreshes.waiting() > 0) {
				this.fixture.refreshes.runNext();
				attemptedAt.add(second);
			}
			this.fixture.advance(1);
		}
		assertThat(attemptedAt).containsExactly(0, 1, 3, 7, 15, 31);
		assertThat(attempts).hasValue(6);
		check(this.query.get(() -> "b"), "b", CacheStatus.MISS);
	}

	@Test
	void refreshesThatSucceedEndTheBackoff() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.query.get(() -> {
			throw new IOException();
		});
		this.fixture.refreshes.runNext();
		this.fixture.advance(1);
		this.query.get(() -> "b");
		this.fixture.refreshes.runNext();
		this.fixture.advance(60);
		check(this.query.get(() -> "c"), "b", CacheStatus.SWR);
		assertThat(this.fixture.refreshes.waiting()).isEqualTo(1);
	}

	@Test
	void refreshesThatAreRejectedLeaveTheStaleValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		this.fixture.refreshes.reject();
		this.fixture.listener.events();
		check(this.query.hit(), "a", CacheStatus.SWR);
		assertThat(this.fixture.listener.events()).containsExactly("request swr", "refresh REJECTED");
		this.fixture.refreshes.failure = null;
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		check(this.query.hit(), "b", CacheStatus.TTL);
	}

	@Test
	void refreshesThatCannotBeHandedOverLeaveTheStaleValue() throws Throwable {
		this.query.get(() -> "a");
		this.fixture.advance(60);
		// As by a TaskDecorator of the application.
		this.fixture.refreshes.failure = new IllegalStateException("No context");
		check(this.query.hit(), "a", CacheStatus.SWR);
		this.fixture.refreshes.failure = null;
		check(this.query.get(() -> "b"), "a", CacheStatus.SWR);
		this.fixture.refreshes.runNext();
		check(this.query.hit(), "b", CacheStatus.TTL);
	}

}
