package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

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
		for (int i = 1; i <= 1_000_000; i++) {
			positions.mark(user(i), i);
		}
		assertThat(positions.slots()).isEqualTo(1 << 16);
		assertAllAreNamed(positions, 1_000_000);
	}

	@Test
	void nothingIsForgottenWhileTheyGrow() {
		RowPositions positions = new RowPositions(1 << 20, 0);
		int slots = positions.slots();
		int growths = 0;
		for (int i = 1; i <= 200_000; i++) {
			positions.mark(user(i), i);
			if (positions.slots() != slots) {
				slots = positions.slots();
				growths++;
				assertAllAreNamed(positions, i);
			}
		}
		assertThat(growths).isEqualTo(4);
		assertThat(slots).isEqualTo(1 << 20);
		assertAllAreNamed(positions, 200_000);
	}

	private static void assertAllAreNamed(RowPositions positions, int count) {
		for (int i = 1; i <= count; i += 97) {
			assertThat(positions.isNamedAfter(i - 1, row(user(i)))).isTrue();
		}
	}

	@Test
	void theSameRowsAgainDoNotMakeThemGrow() {
		RowPositions positions = new RowPositions(1 << 20, 0);
		for (int i = 1; i <= 200_000; i++) {
			positions.mark(user(i % 100), i);
		}
		assertThat(positions.slots()).isEqualTo(1 << 16);
	}

	/**
	 * A mark with one slot would be in it for others as often as slots are taken. What
	 * was written before a result was loaded does not matter to it.
	 */
	@Test
	void fewOthersAreTakenForNamed() {
		RowPositions positions = grown(1 << 20);
		Random random = new Random(7);
		for (int i = 0; i < 60_000; i++) {
			positions.mark(RowMark.row("users", random.nextLong()), 2);
		}
		assertThat(falselyNamed(positions, 1)).isEqualTo((int) positions.collisions())
			// By the share of slots that are taken, 0.158 to the power of three.
			.isBetween(200, 800);
	}

	private static RowPositions grown(int slots) {
		RowPositions positions = new RowPositions(slots, 0);
		Random random = new Random(5);
		while (positions.slots() < slots) {
			positions.mark(RowMark.row("users", random.nextLong()), 1);
		}
		return positions;
	}

	private static int falselyNamed(RowPositions positions, long after) {
		int falsely = 0;
		for (int i = 0; i < 100_000; i++) {
			long mark = RowMark.row("teams", i);
			if (positions.isNamedAfter(after, row(mark))) {
				assertThat(positions.isCollision(after, mark)).isTrue();
				falsely++;
			}
		}
		return falsely;
	}

	@Test
	void whatWasNamedIsNoCollision() {
		RowPositions positions = new RowPositions(1 << 16, 0);
		for (int i = 1; i <= 2_000; i++) {
			positions.mark(user(i), i);
			assertThat(positions.isNamedAfter(i - 1, row(user(i)))).isTrue();
			assertThat(positions.isCollision(i - 1, user(i))).isFalse();
		}
		assertThat(positions.collisions()).isZero();
	}

	/**
	 * A result of several rows ends by mistake only if none of them was written.
	 */
	@Test
	void aCollisionBesideARowThatWasNamedIsNone() {
		RowPositions positions = grown(1 << 16);
		for (int i = 1; i <= 100_000; i++) {
			positions.mark(user(i), 2);
		}
		long collision = LongStream.range(0, 1_000)
			.map((i) -> RowMark.row("teams", i))
			.filter((mark) -> positions.isCollision(1, mark))
			.findFirst()
			.orElseThrow();
		positions.mark(ONE, 3);
		assertThat(positions.isNamedAfter(1, RowMarks.of(new long[] { collision, ONE }, USERS))).isTrue();
		assertThat(positions.collisions()).isZero();
		assertThat(positions.isNamedAfter(1, row(collision))).isTrue();
		assertThat(positions.collisions()).isOne();
	}

	private static long user(long id) {
		return RowMark.row("users", id);
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

	@Test
	void theReasonSaysIfOnlySlotsAreShared() {
		this.invalidations.trackRows(1 << 16);
		Stamp stamp = this.invalidations.stamp();
		for (int i = 0; i < 100; i++) {
			this.invalidations.append(
					written(LongStream.range(1_000L * i, 1_000L * (i + 1)).map((id) -> user(id)).toArray()),
					Origin.STATEMENTS);
		}
		long other = LongStream.range(0, 1_000)
			.map((id) -> RowMark.row("teams", id))
			.filter((mark) -> !isValid(stamp, mark))
			.findFirst()
			.orElseThrow();
		assertThat(this.invalidations.collisions()).isOne();
		assertThat(this.invalidations.invalidity(dependencies(stamp, other), Tags.NONE, 0))
			.isEqualTo(new Invalidity(Invalidity.Kind.COLLISION, List.of("users")));
		assertThat(this.invalidations.collisions()).isOne();
		this.invalidations.append(written(other), Origin.STATEMENTS);
		assertThat(this.invalidations.invalidity(dependencies(stamp, other), Tags.NONE, 0))
			.isEqualTo(new Invalidity(Invalidity.Kind.ROW, List.of("users")));
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
