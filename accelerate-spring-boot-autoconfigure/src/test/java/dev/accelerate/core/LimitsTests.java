package dev.accelerate.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The limits of {@link QueryCacheSettings}, each by itself.
 */
class LimitsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static QueryCacheFixture entrySize(boolean fail) {
		// Whatever the fixture's snapshotter makes of it, no result weighs nothing.
		return new QueryCacheFixture(new QueryCacheSettings(0, fail, 0, Duration.ZERO, Duration.ZERO));
	}

	private static QueryCacheFixture staleIfError() {
		return new QueryCacheFixture(new QueryCacheSettings(Long.MAX_VALUE, false, 0, MINUTE, Duration.ZERO));
	}

	private static QueryCacheFixture jitter(double jitter) {
		return new QueryCacheFixture(
				new QueryCacheSettings(Long.MAX_VALUE, false, jitter, Duration.ZERO, Duration.ZERO));
	}

	private static QueryCacheFixture queryTimeout(Duration timeout) {
		return new QueryCacheFixture(new QueryCacheSettings(Long.MAX_VALUE, false, 0, Duration.ZERO, timeout));
	}

	private static void check(Answer answer, Object data, CacheStatus status) {
		assertThat(answer.data()).isEqualTo(data);
		assertThat(answer.status()).isEqualTo(status);
	}

	private static void checkFails(TestQuery query, Exception failure) {
		assertThatThrownBy(() -> query.get(() -> {
			throw failure;
		})).isSameAs(failure);
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

	static List<Exception> unreachable() {
		return List.of(new TransientDataAccessResourceException("Broken"), new QueryTimeoutException("Broken"),
				new RecoverableDataAccessException("Broken"), new DataAccessResourceFailureException("Broken"),
				new CannotCreateTransactionException("Broken"));
	}

	@ParameterizedTest
	@MethodSource("unreachable")
	void theLastValueAnswersWhereTheDatabaseCannotBeReached(Exception failure) throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		TestQuery query = fixture.query("users");
		query.get(() -> "a");
		fixture.advance(179);
		fixture.listener.events();
		check(query.get(() -> {
			throw failure;
		}), "a", CacheStatus.SWR);
		assertThat(fixture.listener.events()).containsExactly("load FAILED", "request swr");
		fixture.advance(1);
		checkFails(query, failure);
	}

	static List<Exception> others() {
		return List.of(new IllegalStateException("Broken"), new DataIntegrityViolationException("Broken"),
				new InvalidDataAccessApiUsageException("Broken"), new DataAccessException("Broken") {
				}, new TransactionSystemException("Broken"), new TransactionTimedOutException("Broken"),
				new AccelerateException(ErrorCode.P6004, "Broken"),
				new IllegalStateException(new CannotCreateTransactionException("Broken")));
	}

	@ParameterizedTest
	@MethodSource("others")
	void anyOtherFailureReachesTheCaller(Exception failure) throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		TestQuery query = fixture.query("users");
		query.get(() -> "a");
		fixture.advance(120);
		checkFails(query, failure);
	}

	@Test
	void anInvalidatedValueNeverAnswersForAFailure() throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		TestQuery query = fixture.query("users").tags("users");
		DataAccessException failure = new DataAccessResourceFailureException("Broken");
		query.get(() -> "a");
		fixture.advance(120);
		fixture.invalidate("users");
		checkFails(query, failure);
	}

	@Test
	void aValueInvalidatedByTheCallersTagsNeverAnswersForAFailure() throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		fixture.query("users").get(() -> "a");
		fixture.advance(120);
		fixture.invalidate("mine");
		checkFails(fixture.query("users").tags("mine"), new DataAccessResourceFailureException("Broken"));
	}

	@Test
	void aValueInvalidatedWhileTheLoadFailsNeverAnswersForIt() throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		TestQuery query = fixture.query("users").tags("users");
		DataAccessException failure = new DataAccessResourceFailureException("Broken");
		query.get(() -> "a");
		fixture.advance(120);
		assertThatThrownBy(() -> query.get(() -> {
			fixture.invalidate("users");
			throw failure;
		})).isSameAs(failure);
	}

	@Test
	void theCallersOwnWindowsDecideHowLongAValueAnswersForFailures() throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		DataAccessException failure = new DataAccessResourceFailureException("Broken");
		fixture.query("users").get(() -> "a");
		fixture.advance(65);
		checkFails(fixture.query("users").windows(5, 0), failure);
	}

	@Test
	void withoutStaleIfErrorEveryFailureReachesTheCaller() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TestQuery query = fixture.query("users");
		query.get(() -> "a");
		fixture.advance(120);
		for (Exception failure : unreachable()) {
			checkFails(query, failure);
		}
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

	private static List<CacheStatus> statuses(List<TestQuery> queries) throws Throwable {
		List<CacheStatus> statuses = new ArrayList<>();
		for (TestQuery query : queries) {
			statuses.add(query.hit().status());
		}
		return statuses;
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

	@Test
	void aLoadWithoutATransactionGetsTheDeadline() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TimedCall call = new TimedCall(fixture, MINUTE, () -> "a");
		check(fixture.get(fixture.query("users").plan(), call), "a", CacheStatus.MISS);
		assertThat(call.timed).isTrue();
	}

	@Test
	void aLoadInsideATransactionKeepsItsDeadline() {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TimedCall call = new TimedCall(fixture, MINUTE, () -> "a");
		fixture.readOnlyTransaction()
			.executeWithoutResult((status) -> Caller.quietly(() -> fixture.get(fixture.query("users").plan(), call)));
		assertThat(call.timed).isFalse();
	}

	@Test
	void aReadThatGoesPastTheCacheHasNoDeadline() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		TimedCall call = new TimedCall(fixture, MINUTE, () -> "a");
		check(fixture.cache().skip(fixture.query("users").plan(), call), "a", CacheStatus.NONE);
		assertThat(call.timed).isFalse();
	}

	@Test
	void aRefreshGetsTheDeadline() throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture();
		QueryPlan plan = fixture.query("users").plan();
		fixture.get(plan, new TimedCall(fixture, MINUTE, () -> "a"));
		fixture.advance(60);
		TimedCall stale = new TimedCall(fixture, MINUTE, () -> "b");
		fixture.get(plan, stale);
		fixture.refreshes.runNext();
		assertThat(stale.timed).isTrue();
	}

	static List<Exception> timeouts() {
		return List.of(new QueryTimeoutException("Late"), new TransactionTimedOutException("Late"),
				new TestPersistenceState.ProvidersTimeout());
	}

	@ParameterizedTest
	@MethodSource("timeouts")
	void aPassedDeadlineIsP6004(Exception failure) {
		QueryCacheFixture fixture = staleIfError();
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> fixture.get(fixture.query("users").plan(), late(fixture, MINUTE, failure)))
			.satisfies((late) -> assertThat(late.code()).isEqualTo(ErrorCode.P6004))
			.withMessageContaining("TestRepository.users")
			.withMessageContaining("accelerate.query-timeout")
			.withCause(failure);
		assertThat(fixture.store.size()).isZero();
	}

	@ParameterizedTest
	@MethodSource("timeouts")
	void aTimeoutBeforeTheDeadlineIsTheQuerysOwn(Exception failure) {
		QueryCacheFixture fixture = new QueryCacheFixture();
		assertThatThrownBy(
				() -> fixture.get(fixture.query("users").plan(), late(fixture, MINUTE.minusNanos(1), failure)))
			.isSameAs(failure);
	}

	@Test
	void aTimeoutThatIsAlmostTheDeadlineIsP6004WhereItMayComeSooner() {
		QueryCacheFixture fixture = staleIfError();
		QueryPlan plan = fixture.query("users").plan();
		Exception failure = new QueryTimeoutException("Late");
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> fixture.get(plan, soon(fixture, Duration.ofSeconds(59), failure)))
			.satisfies((late) -> assertThat(late.code()).isEqualTo(ErrorCode.P6004));
		assertThatThrownBy(() -> fixture.get(plan, soon(fixture, Duration.ofSeconds(59).minusNanos(1), failure)))
			.isSameAs(failure);
	}

	private static TimedCall soon(QueryCacheFixture fixture, Duration taken, Exception failure) {
		TimedCall call = late(fixture, taken, failure);
		call.tolerance = Duration.ofSeconds(1);
		return call;
	}

	@Test
	void anotherFailureAfterTheDeadlineStaysItself() {
		QueryCacheFixture fixture = new QueryCacheFixture();
		Exception failure = new DataIntegrityViolationException("Broken");
		assertThatThrownBy(() -> fixture.get(fixture.query("users").plan(), late(fixture, MINUTE, failure)))
			.isSameAs(failure);
	}

	@Test
	void theLastValueAnswersForATimeoutOfTheQuerysOwnAndNotForOurs() throws Throwable {
		QueryCacheFixture fixture = staleIfError();
		QueryPlan plan = fixture.query("users").windows(1, 0).plan();
		fixture.get(plan, new TimedCall(fixture, MINUTE, () -> "a"));
		fixture.advance(1);
		Exception failure = new QueryTimeoutException("Late");
		check(fixture.get(plan, late(fixture, Duration.ofSeconds(1), failure)), "a", CacheStatus.SWR);
		fixture.refresh(plan, new TimedCall(fixture, Duration.ofSeconds(5), () -> "b"));
		fixture.advance(1);
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> fixture.get(plan, late(fixture, Duration.ofSeconds(5), Duration.ofSeconds(5), failure)));
	}

	private static TimedCall late(QueryCacheFixture fixture, Duration taken, Exception failure) {
		return late(fixture, MINUTE, taken, failure);
	}

	/**
	 * A load that fails after a while.
	 */
	private static TimedCall late(QueryCacheFixture fixture, Duration deadline, Duration taken, Exception failure) {
		return new TimedCall(fixture, deadline, () -> {
			fixture.time.advance(taken);
			throw failure;
		});
	}

	@Test
	void aDatabasesOwnTimeoutStaysItselfWithoutAQueryTimeout() {
		checkFails(new QueryCacheFixture().query("users"), new QueryTimeoutException("Late"));
	}

	@Test
	void whoWaitsForAnotherWaitsNoLongerThanTheDeadline() throws Throwable {
		QueryCacheFixture fixture = queryTimeout(Duration.ofMillis(20));
		BlockedLoad blocked = new BlockedLoad(() -> "a");
		Caller<Answer> leader = Caller.start(() -> fixture.query("users").get(blocked));
		blocked.awaitEntered();
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> fixture.query("users").hit())
			.satisfies((late) -> assertThat(late.code()).isEqualTo(ErrorCode.P6004))
			.withMessageContaining("accelerate.query-timeout");
		assertThat(fixture.listener.events()).containsExactly("request miss");
		blocked.release();
		check(leader.outcome(), "a", CacheStatus.MISS);
	}

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

	/**
	 * Call with a deadline of the cache.
	 */
	private static final class TimedCall implements QueryCall {

		private final QueryCacheFixture fixture;

		private final Duration deadline;

		private final TestCall.Load query;

		private Duration tolerance = Duration.ZERO;

		private boolean timed;

		TimedCall(QueryCacheFixture fixture, Duration deadline, TestCall.Load query) {
			this.fixture = fixture;
			this.deadline = deadline;
			this.query = query;
		}

		@Override
		public Object[] arguments() {
			return new Object[0];
		}

		@Override
		public Object target() {
			return this;
		}

		@Override
		public Duration deadline() {
			return this.deadline;
		}

		@Override
		public Duration tolerance() {
			return this.tolerance;
		}

		@Override
		public Object loadInTime() throws Throwable {
			this.timed = true;
			return load();
		}

		@Override
		public Object load() throws Throwable {
			this.fixture.scopes.read(Tables.NONE);
			return this.query.run();
		}

		@Override
		public QueryCall detach() {
			return this;
		}

	}

}
