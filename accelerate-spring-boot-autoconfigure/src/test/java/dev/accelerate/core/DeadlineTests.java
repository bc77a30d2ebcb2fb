package dev.accelerate.core;

import java.time.Duration;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionTimedOutException;

import static dev.accelerate.core.AnswerChecks.check;
import static dev.accelerate.core.AnswerChecks.checkFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link QueryCache} with loads that end at {@code accelerate.query-timeout}.
 */
class DeadlineTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static QueryCacheFixture queryTimeout(Duration timeout) {
		return new QueryCacheFixture(new QueryCacheSettings(Long.MAX_VALUE, false, 0, Duration.ZERO, timeout));
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
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
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
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
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
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
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
			this.fixture.loads.read(Tables.NONE);
			return this.query.run();
		}

		@Override
		public QueryCall detach() {
			return this;
		}

	}

}
