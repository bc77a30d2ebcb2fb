package dev.accelerate.core;

import java.time.Duration;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
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

import static dev.accelerate.core.AnswerChecks.check;
import static dev.accelerate.core.AnswerChecks.checkFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link QueryCache} with {@code accelerate.stale-if-error}: values returned while the
 * database fails.
 */
class StaleIfErrorTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	static List<Exception> unreachable() {
		return List.of(new TransientDataAccessResourceException("Broken"), new QueryTimeoutException("Broken"),
				new RecoverableDataAccessException("Broken"), new DataAccessResourceFailureException("Broken"),
				new CannotCreateTransactionException("Broken"));
	}

	@ParameterizedTest
	@MethodSource("unreachable")
	void theLastValueAnswersWhereTheDatabaseCannotBeReached(Exception failure) throws Throwable {
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
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
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
		TestQuery query = fixture.query("users");
		query.get(() -> "a");
		fixture.advance(120);
		checkFails(query, failure);
	}

	@Test
	void anInvalidatedValueNeverAnswersForAFailure() throws Throwable {
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
		TestQuery query = fixture.query("users").tags("users");
		DataAccessException failure = new DataAccessResourceFailureException("Broken");
		query.get(() -> "a");
		fixture.advance(120);
		fixture.invalidate("users");
		checkFails(query, failure);
	}

	@Test
	void aValueInvalidatedByTheCallersTagsNeverAnswersForAFailure() throws Throwable {
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
		fixture.query("users").get(() -> "a");
		fixture.advance(120);
		fixture.invalidate("mine");
		checkFails(fixture.query("users").tags("mine"), new DataAccessResourceFailureException("Broken"));
	}

	@Test
	void aValueInvalidatedWhileTheLoadFailsNeverAnswersForIt() throws Throwable {
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
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
		QueryCacheFixture fixture = QueryCacheFixture.staleIfError(MINUTE);
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

}
