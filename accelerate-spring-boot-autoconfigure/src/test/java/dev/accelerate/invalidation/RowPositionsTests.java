package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.testing.ToldRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowPositions}, alone and in what a node knows.
 */
class RowPositionsTests {

	private static final TableDirectory DIRECTORY = new TableDirectory();

	private static final Tables USERS = DIRECTORY.tables(List.of("users"));

	private static final long ONE = RowMark.row("users", 1);

	private static final long TWO = RowMark.row("users", 2);

	private final Invalidations invalidations = new Invalidations(TestInvalidations.log(), DatabaseLogs.none(),
			TestInvalidations.UNHEARD, Duration.ZERO);

	private final TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS);

	@BeforeEach
	void map() {
		this.invalidations.rowDirectory().add(this, Map.of("users", 7L));
		this.invalidations.tell(new ToldRows(Set.of("users"), false));
	}

	@Test
	void theLargerPositionWins() {
		RowPositions positions = new RowPositions(1 << 16, 0);
		positions.mark(ONE, 5);
		positions.mark(ONE, 3);
		assertThat(positions.isNamedAfter(4, row(ONE))).isTrue();
		assertThat(positions.isNamedAfter(5, row(ONE))).isFalse();
		assertThat(positions.isNamedAfter(0, row(TWO))).isFalse();
	}

	@Test
	void nothingIsForgottenHoweverManyThereAre() {
		RowPositions positions = new RowPositions(1 << 16, 0);
		for (int i = 0; i < 1_000_000; i++) {
			positions.mark(RowMark.row("users", i), i);
		}
		for (int i = 0; i < 1_000_000; i += 997) {
			assertThat(positions.isNamedAfter(i - 1, row(RowMark.row("users", i)))).isTrue();
		}
	}

	/**
	 * A mark with one slot would be in it for others as often as slots are taken.
	 */
	@Test
	void fewOthersAreTakenForNamed() {
		RowPositions positions = new RowPositions(1 << 20, 0);
		Random random = new Random(7);
		for (int i = 0; i < 60_000; i++) {
			positions.mark(RowMark.row("users", random.nextLong()), 1);
		}
		int falsely = 0;
		for (int i = 0; i < 100_000; i++) {
			if (positions.isNamedAfter(0, row(RowMark.row("teams", i)))) {
				falsely++;
			}
		}
		// By the share of slots that are taken, 0.158 to the power of three.
		assertThat(falsely).isBetween(200, 800);
	}

	@Test
	void whatWasNamedBeforeTheyWereKeptIsNotKnown() {
		Stamp before = this.invalidations.stamp();
		this.invalidations.append(InvalidationRecord.of(USERS), Origin.STATEMENTS);
		assertThat(isValid(this.invalidations.stamp(), ONE)).isFalse();
		this.invalidations.trackRows(1 << 16);
		assertThat(isValid(before, ONE)).isFalse();
		assertThat(isValid(this.invalidations.stamp(), ONE)).isTrue();
	}

	@Test
	void aRowIsInvalidatedByItsWritesAndThoseOfUnknownRows() {
		this.invalidations.trackRows(1 << 16);
		Stamp stamp = this.invalidations.stamp();
		this.invalidations.append(written(TWO), Origin.STATEMENTS);
		assertThat(isValid(stamp, ONE)).isTrue();
		assertThat(isValid(stamp, TWO)).isFalse();
		assertThat(this.invalidations.isValid(new Dependencies(stamp, Tags.NONE, USERS), Tags.NONE, 0)).isFalse();
		this.invalidations.append(InvalidationRecord.of(USERS), Origin.STATEMENTS);
		assertThat(isValid(stamp, ONE)).isFalse();
	}

	@Test
	void aRowIsPendingWhileACommitWritesIt() {
		this.invalidations.trackRows(1 << 16);
		Stamp stamp = this.invalidations.stamp();
		write(TWO);
		this.writes.committing();
		assertThat(isValid(stamp, ONE)).isTrue();
		assertThat(isValid(stamp, TWO)).isFalse();
		assertThat(isValid(this.invalidations.stamp(), TWO)).isFalse();
		this.writes.committed();
		assertThat(isValid(stamp, TWO)).isFalse();
		assertThat(isValid(this.invalidations.stamp(), TWO)).isTrue();
	}

	@Test
	void aRowIsPendingWhileACommitWritesUnknownRows() {
		this.invalidations.trackRows(1 << 16);
		Stamp stamp = this.invalidations.stamp();
		write(TWO);
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		assertThat(isValid(stamp, ONE)).isFalse();
		this.writes.rolledBack();
	}

	@Test
	void aTransactionThatBeganToCommitBeforeTheyWereKeptNamesItsRows() {
		write(TWO);
		this.writes.committing();
		this.invalidations.trackRows(1 << 16);
		Stamp stamp = this.invalidations.stamp();
		assertThat(isValid(stamp, TWO)).isFalse();
		this.writes.committed();
		assertThat(isValid(stamp, TWO)).isFalse();
		assertThat(isValid(this.invalidations.stamp(), TWO)).isTrue();
	}

	@Test
	void theReasonSaysWhatWasWritten() {
		this.invalidations.trackRows(1 << 16);
		Stamp stamp = this.invalidations.stamp();
		Dependencies one = dependencies(stamp, ONE);
		assertThat(this.invalidations.invalidity(one, Tags.NONE, 0)).isNull();
		this.invalidations.append(written(ONE), Origin.STATEMENTS);
		assertThat(this.invalidations.invalidity(one, Tags.NONE, 0))
			.isEqualTo(new Invalidity(Invalidity.Kind.ROW, List.of("users")));
		this.invalidations.append(InvalidationRecord.of(USERS), Origin.STATEMENTS);
		assertThat(this.invalidations.invalidity(dependencies(stamp, TWO), Tags.NONE, 0))
			.isEqualTo(new Invalidity(Invalidity.Kind.TABLE, List.of("users")));
	}

	/**
	 * Write a row by a statement whose text does not tell which.
	 */
	private void write(long mark) {
		this.writes.add(written());
		this.writes.collector().add("users", 7, mark);
	}

	private static InvalidationRecord written(long... marks) {
		return InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, marks)));
	}

	private boolean isValid(Stamp stamp, long mark) {
		return this.invalidations.isValid(dependencies(stamp, mark), Tags.NONE, 0);
	}

	/**
	 * Any row of the table may be written by who does not know which.
	 */
	private static Dependencies dependencies(Stamp stamp, long mark) {
		return new Dependencies(stamp, Tags.NONE, Tables.NONE,
				RowMarks.of(new long[] { mark, RowMark.unknown("users") }, USERS));
	}

	private static RowMarks row(long mark) {
		return RowMarks.of(new long[] { mark }, USERS);
	}

}
