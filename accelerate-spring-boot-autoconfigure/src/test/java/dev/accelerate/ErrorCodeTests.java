package dev.accelerate;

import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests of {@link ErrorCode}.
 */
class ErrorCodeTests {

	@ParameterizedTest
	@MethodSource("failures")
	void fitsTheFailure(Throwable failure, ErrorCode expected) {
		assertThat(ErrorCode.from(failure)).isEqualTo(expected);
		assertThat(ErrorCode.from(new IllegalStateException(new RuntimeException(failure)))).isEqualTo(expected);
	}

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new AccelerateException(ErrorCode.P6003, "too often"), ErrorCode.P6003),
				arguments(new QueryTimeoutException("slow"), ErrorCode.P6004),
				arguments(new TransactionTimedOutException("slow"), ErrorCode.P6004),
				arguments(new TimeoutException("slow"), ErrorCode.P6004),
				arguments(new DataAccessResourceFailureException("gone"), ErrorCode.P6001),
				arguments(new CannotCreateTransactionException("gone"), ErrorCode.P6001),
				arguments(new SQLTransientConnectionException("gone"), ErrorCode.P6001),
				arguments(new InvalidDataAccessApiUsageException("wrong"), ErrorCode.P6005),
				arguments(new DataIntegrityViolationException("twice"), ErrorCode.P6000),
				arguments(new IllegalStateException(), ErrorCode.P6000));
	}

	@Test
	void prefersTheOutermostThatFits() {
		assertThat(ErrorCode.from(new AccelerateException(ErrorCode.P6008, "lost", new TimeoutException("slow"))))
			.isEqualTo(ErrorCode.P6008);
	}

	@Test
	void isUnforeseenForNull() {
		assertThat(ErrorCode.from(null)).isEqualTo(ErrorCode.P6000);
	}

	@Test
	void endsWhereCausesGoInCircles() {
		RuntimeException first = new RuntimeException("first");
		RuntimeException second = new RuntimeException("second", first);
		first.initCause(second);
		assertThat(ErrorCode.from(first)).isEqualTo(ErrorCode.P6000);
	}

	@Test
	void isNamedInTheMessage() {
		assertThat(new AccelerateException(ErrorCode.P6005, "wrong")).hasMessage("P6005: wrong")
			.hasNoCause()
			.extracting(AccelerateException::code)
			.isEqualTo(ErrorCode.P6005);
	}

}
