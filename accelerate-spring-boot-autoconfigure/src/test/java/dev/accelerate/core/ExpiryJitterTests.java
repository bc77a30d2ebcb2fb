package dev.accelerate.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;

import static dev.accelerate.core.AnswerChecks.check;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with jitter: when results expire.
 */
class ExpiryJitterTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static QueryCacheFixture jitter(double jitter) {
		return new QueryCacheFixture(
				new QueryCacheSettings(Long.MAX_VALUE, false, jitter, Duration.ZERO, Duration.ZERO));
	}

	private static List<CacheStatus> statuses(List<TestQuery> queries) throws Throwable {
		List<CacheStatus> statuses = new ArrayList<>();
		for (TestQuery query : queries) {
			statuses.add(query.hit().status());
		}
		return statuses;
	}

	@Test
	void jitterSpreadsExpiryOverTheLastPartOfTheTtl() throws Throwable {
		QueryCacheFixture fixture = jitter(0.5);
		List<TestQuery> queries = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			TestQuery query = fixture.query("users" + i);
			assertThat(query.get(() -> "a").lastModified()).isEqualTo(fixture.time.instant());
			queries.add(query);
		}
		fixture.advance(30);
		assertThat(statuses(queries)).containsOnly(CacheStatus.TTL);
		fixture.advance(15);
		assertThat(Set.copyOf(statuses(queries))).containsExactlyInAnyOrder(CacheStatus.TTL, CacheStatus.SWR);
		fixture.advance(15);
		assertThat(statuses(queries)).containsOnly(CacheStatus.SWR);
	}

	@Test
	void jitterIsAPartOfTheTtlOfWhoeverAsks() throws Throwable {
		QueryCacheFixture fixture = jitter(0.5);
		List<TestQuery> queries = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			TestQuery query = fixture.query("users" + i);
			query.get(() -> "a");
			queries.add(query.windows(4, 60));
		}
		fixture.time.advance(Duration.ofSeconds(2).minusNanos(1));
		assertThat(statuses(queries)).containsOnly(CacheStatus.TTL);
		fixture.time.advance(Duration.ofSeconds(1));
		assertThat(Set.copyOf(statuses(queries))).containsExactlyInAnyOrder(CacheStatus.TTL, CacheStatus.SWR);
		fixture.advance(1);
		assertThat(statuses(queries)).containsOnly(CacheStatus.SWR);
	}

	@Test
	void jitterIsTheSameForAResultEachTime() throws Throwable {
		QueryCacheFixture fixture = jitter(1);
		TestQuery query = fixture.query("users").windows(60, 1_000);
		query.get(() -> "a");
		List<CacheStatus> statuses = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			statuses.add(query.hit().status());
			fixture.advance(1);
		}
		int fresh = statuses.lastIndexOf(CacheStatus.TTL) + 1;
		assertThat(statuses.subList(0, fresh)).containsOnly(CacheStatus.TTL);
	}

	@Test
	void jitterIsAnotherForEachLoad() throws Throwable {
		QueryCacheFixture fixture = jitter(0.5);
		TestQuery query = fixture.query("users");
		List<CacheStatus> statuses = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			query.refresh(() -> "a");
			fixture.advance(45);
			statuses.add(query.hit().status());
		}
		assertThat(Set.copyOf(statuses)).containsExactlyInAnyOrder(CacheStatus.TTL, CacheStatus.SWR);
	}

	@Test
	void jitterDoesNotKeepAnyoneFromSharingALoad() throws Throwable {
		QueryCacheFixture fixture = jitter(1);
		for (int i = 0; i < 10; i++) {
			TestQuery query = fixture.query("users" + i);
			BlockedLoad blocked = new BlockedLoad(() -> "a");
			Caller<Answer> leader = Caller.start(() -> query.get(blocked));
			blocked.awaitEntered();
			Caller<Answer> follower = Caller.start(() -> query.windows(1, 0).get(() -> "b")).awaitWaiting();
			blocked.release();
			check(leader.outcome(), "a", CacheStatus.MISS);
			check(follower.outcome(), "a", CacheStatus.MISS);
		}
	}

	@Test
	void jitterNeverKeepsALaterLoadFromReplacingAnEarlierOne() throws Throwable {
		QueryCacheFixture fixture = jitter(1);
		TestQuery query = fixture.query("users").windows(60, 1_000);
		for (int i = 0; i < 50; i++) {
			String data = "a" + i;
			query.refresh(() -> data);
			assertThat(query.hit().data()).isEqualTo(data);
			fixture.advance(1);
		}
	}

	@Test
	void jitterDoesNotAddUpInAResultMadeOfAnother() throws Throwable {
		QueryCacheFixture fixture = jitter(0.5);
		List<TestQuery> outer = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			TestQuery inner = fixture.query("inner" + i);
			inner.get(() -> "a");
			outer.add(fixture.query("outer" + i));
			outer.get(i).get(() -> inner.hit().data());
		}
		fixture.time.advance(Duration.ofSeconds(30).minusNanos(1));
		assertThat(statuses(outer)).containsOnly(CacheStatus.TTL);
	}

	@Test
	void jitterDoesNotShortenWhatAnswersForFailures() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture(
				new QueryCacheSettings(Long.MAX_VALUE, false, 1, MINUTE, Duration.ZERO));
		for (int i = 0; i < 10; i++) {
			fixture.query("users" + i).get(() -> "a");
		}
		fixture.time.advance(Duration.ofSeconds(180).minusNanos(1));
		for (int i = 0; i < 10; i++) {
			check(fixture.query("users" + i).get(() -> {
				throw new DataAccessResourceFailureException("Broken");
			}), "a", CacheStatus.SWR);
		}
	}

	@Test
	void withoutJitterNothingExpiresEarly() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		List<TestQuery> queries = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			queries.add(fixture.query("users" + i));
			queries.get(i).get(() -> "a");
		}
		fixture.time.advance(MINUTE.minusNanos(1));
		assertThat(statuses(queries)).containsOnly(CacheStatus.TTL);
		fixture.time.advance(Duration.ofNanos(1));
		assertThat(statuses(queries)).containsOnly(CacheStatus.SWR);
	}

}
