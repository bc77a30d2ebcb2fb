package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.testing.ToldRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowDirectory}: which rows that a record names mean something to the persistence
 * units of a node.
 */
class RowDirectoryTests {

	private static final TableDirectory DIRECTORY = new TableDirectory();

	private static final Tables USERS = DIRECTORY.tables(List.of("users"));

	private static final long ONE = RowMark.row("users", 1);

	private static final long TWO = RowMark.row("users", 2);

	private final Object unit = new Object();

	private final Object other = new Object();

	private final Invalidations invalidations = new Invalidations(TestInvalidations.log(), DatabaseLogs.none(),
			TestInvalidations.UNHEARD, Duration.ZERO);

	private final RowDirectory directory = this.invalidations.rowDirectory();

	@BeforeEach
	void map() {
		this.directory.add(this.unit, Map.of("users", 7L));
		this.invalidations.trackRows(1 << 16);
		this.invalidations.tell(new ToldRows(Set.of("users"), false));
	}

	@Test
	void rowsAreUnderstoodIfTheyWereToldByTheSameMapping() {
		assertThat(understood("users", 7)).isTrue();
		assertThat(understood("users", 8)).isFalse();
		assertThat(understood("teams", 7)).isFalse();
	}

	@Test
	void everyUnitThatTellsThemApartHasToUnderstandThem() {
		this.directory.add(this.other, Map.of("teams", 3L));
		assertThat(understood("users", 7)).isTrue();
		this.directory.add(this.other, Map.of("users", 7L));
		assertThat(understood("users", 7)).isTrue();
		this.directory.add(this.other, Map.of("users", 8L));
		assertThat(understood("users", 7)).isFalse();
		assertThat(understood("users", 8)).isFalse();
		this.directory.remove(this.other);
		assertThat(understood("users", 7)).isTrue();
	}

	@Test
	void oneTableThatIsNotUnderstoodLeavesTheOthers() {
		Tables both = DIRECTORY.tables(List.of("users", "teams"));
		InvalidationRecord record = InvalidationRecord.of(both)
			.withRows(Map.of("users", TableRows.of(7, ONE), "teams", TableRows.of(7)));
		assertThat(this.directory.understood(record).rows())
			.isEqualTo(new WrittenRows(Map.of("users", TableRows.of(7, ONE))));
	}

	@Test
	void aWriteOfRowsThatAreNotUnderstoodIsOneOfAnyRow() {
		Stamp stamp = this.invalidations.stamp();
		this.invalidations.append(written(7), Origin.STATEMENTS);
		assertThat(isValid(stamp, TWO)).isTrue();
		this.invalidations.append(written(8), Origin.STATEMENTS);
		assertThat(isValid(stamp, TWO)).isFalse();
	}

	/**
	 * It is too late for the marks that the transaction has announced, but not for those
	 * that are named after its commit.
	 */
	@Test
	void aUnitThatIsAddedDuringACommitUnderstandsNothingOfIt() {
		TransactionWrites writes = writing();
		writes.committing();
		this.directory.add(this.other, Map.of("users", 8L));
		Stamp stamp = this.invalidations.stamp();
		assertThat(isValid(stamp, TWO)).isTrue();
		writes.committed();
		assertThat(isValid(stamp, TWO)).isFalse();
	}

	@Test
	void rowsThatAreNotUnderstoodArePendingAsAnyRow() {
		this.directory.add(this.other, Map.of("users", 8L));
		writing().committing();
		assertThat(isValid(this.invalidations.stamp(), TWO)).isFalse();
	}

	private TransactionWrites writing() {
		TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS);
		writes.add(written(7));
		writes.collector().add("users", 7, ONE);
		return writes;
	}

	private boolean understood(String table, long fingerprint) {
		InvalidationRecord record = InvalidationRecord.of(DIRECTORY.tables(List.of(table)))
			.withRows(Map.of(table, TableRows.of(fingerprint, ONE)));
		return this.directory.understood(record).equals(record);
	}

	private static InvalidationRecord written(long fingerprint) {
		return InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(fingerprint, ONE)));
	}

	private boolean isValid(Stamp stamp, long mark) {
		return this.invalidations.isValid(new Dependencies(stamp, Tags.NONE, Tables.NONE,
				RowMarks.of(new long[] { mark, RowMark.unknown("users") }, USERS)), Tags.NONE, 0);
	}

}
