package dev.accelerate.core;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static dev.accelerate.core.AnswerChecks.check;

/**
 * {@link QueryCache} with refreshes that a caller asks for.
 */
class RequestedRefreshTests {

	@Test
	void aRefreshThatIsAskedForRunsItsOwnLoad() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TestQuery query = fixture.query("users");
		BlockedLoad blocked = new BlockedLoad(() -> "a");
		Caller<Answer> leader = Caller.start(() -> query.get(blocked));
		blocked.awaitEntered();
		check(query.refresh(() -> "b"), "b", CacheStatus.MISS);
		check(query.hit(), "b", CacheStatus.TTL);
		blocked.release();
		check(leader.outcome(), "a", CacheStatus.MISS);
	}

	@Test
	void aRefreshThatIsAskedForReplacesAFreshValue() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TestQuery query = fixture.query("users");
		query.get(() -> "a");
		fixture.advance(50);
		check(query.refresh(() -> "b"), "b", CacheStatus.MISS);
		fixture.advance(50);
		check(query.hit(), "b", CacheStatus.TTL);
	}

	@Test
	void nobodyWaitsForARefreshThatSomeoneAskedFor() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TestQuery query = fixture.query("users");
		BlockedLoad blocked = new BlockedLoad(() -> "a");
		Caller<Answer> refresh = Caller.start(() -> query.refresh(blocked));
		blocked.awaitEntered();
		check(query.get(() -> "b"), "b", CacheStatus.MISS);
		blocked.release();
		check(refresh.outcome(), "a", CacheStatus.MISS);
	}

}
