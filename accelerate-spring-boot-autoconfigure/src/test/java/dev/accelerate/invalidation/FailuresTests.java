package dev.accelerate.invalidation;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Failures}: which failed statements the database is known to have answered, and
 * which say something about their transaction only.
 */
class FailuresTests {

	@ParameterizedTest
	@ValueSource(strings = { "23505", "23503", "23000", "22001", "40001", "40P01", "40002", "25P02", "25006", "42P01",
			"0A000", "55P03", "55000", "57014", "P0001", "44000" })
	void answerOfTheDatabaseIsFinal(String state) {
		SQLException failure = new SQLException("", state);
		assertThat(Failures.areAnswered(failure)).isTrue();
		assertThat(Failures.areAnswered(new IllegalStateException(failure))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "08000", "08006", "08007", "08S01", "57P01", "57P02", "57P03", "40003", "58030", "53300",
			"HY000", "HYT00", "99999", "", "2", "230001" })
	void anyOtherStateTellsNothing(String state) {
		assertThat(Failures.areAnswered(new SQLException("", state))).isFalse();
	}

	static Stream<Throwable> unanswered() {
		SQLException batch = new BatchUpdateException("", "23505", new int[0]);
		batch.setNextException(new SQLException("", "08006"));
		return Stream.of(new SQLException(), new SQLException("", (String) null), new RuntimeException(),
				new StackOverflowError(), new SQLRecoverableException("", "23000"),
				new SQLTransientConnectionException("", "40001"), new SQLNonTransientConnectionException("", "42000"),
				new SQLException("", "40001", new IOException()),
				new SQLException("", "23505", new RuntimeException(new SocketTimeoutException())), batch,
				new SQLException("", "23505", new SQLException("", "08003")));
	}

	@ParameterizedTest
	@MethodSource
	void unanswered(Throwable failure) {
		assertThat(Failures.areAnswered(failure)).isFalse();
	}

	static Stream<SQLException> ofTransaction() {
		return Stream.of(new SQLException("", "40001"), new SQLException("", "40P01"), new SQLException("", "57014"),
				new SQLException("", "57P01"), new SQLException("", "08006"), new SQLException("", "25P02"),
				new SQLException("", "55P03"), new SQLException("", "HYT00", 50200),
				new SQLException("", "HY000", 1205), new SQLException("", "HY000", 1020),
				new SQLException("", "70100", 1969), new SQLTimeoutException(), new SQLTransientException(),
				new SQLRecoverableException(), new SQLNonTransientConnectionException());
	}

	@ParameterizedTest
	@MethodSource
	void ofTransaction(SQLException failure) {
		assertThat(Failures.areOfTransaction(failure)).isTrue();
	}

	static Stream<SQLException> ofStatement() {
		return Stream.of(new SQLException("", "42P01"), new SQLException("", "42501"), new SQLException("", "25006"),
				new SQLException("", "22001"), new SQLException("", "23505"), new SQLException("", (String) null),
				new SQLTransientConnectionException("read only", "HY000", 1290));
	}

	@ParameterizedTest
	@MethodSource
	void ofStatement(SQLException failure) {
		assertThat(Failures.areOfTransaction(failure)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "40001", "40P01", "40000", "08006", "57P01" })
	void ofThemSomeHaveEndedIt(String state) {
		assertThat(Failures.haveEndedTransaction(new SQLException("", state))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "57014", "55P03", "HYT00", "HY000", "70100", "53100" })
	void othersHaveNotEndedIt(String state) {
		assertThat(Failures.haveEndedTransaction(new SQLException("", state))).isFalse();
	}

	@Test
	void chainThatHoldsItselfEnds() {
		SQLException failure = new SQLException("", "23505");
		SQLException next = new SQLException("", "23505", failure);
		failure.setNextException(next);
		assertThat(Failures.areAnswered(failure)).isTrue();
	}

}
