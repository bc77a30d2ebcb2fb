package dev.accelerate.invalidation;

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
 * {@link RowCollector} of a transaction: what its record says of rows when COMMIT is
 * about to be sent.
 */
class RowCollectorTests {

	private static final TableDirectory DIRECTORY = new TableDirectory();

	private static final Tables USERS = DIRECTORY.tables(List.of("users"));

	private static final Tables TEAMS = DIRECTORY.tables(List.of("teams"));

	private final Invalidations invalidations = TestInvalidations.create();

	private final TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS);

	private final RowCollector collector = this.writes.collector();

	@BeforeEach
	void map() {
		this.invalidations.rowDirectory().add(this, Map.of("users", 7L, "teams", 7L));
		this.invalidations.tell(new ToldRows(Set.of("users", "teams"), false));
		this.invalidations.trackRows(1 << 16);
	}

	/**
	 * Send a statement whose rows are collected.
	 */
	private void send(Tables table) {
		this.writes
			.add(InvalidationRecord.of(table).withRows(Map.of(table.names().iterator().next(), TableRows.of(7))));
	}

	private Map<String, TableRows> known() {
		this.writes.committing();
		return this.writes.written().rows().tables();
	}

	@Test
	void rowsOfEachTableAreKnown() {
		send(USERS);
		this.collector.add("users", 7, 1);
		this.collector.add("users", 7, 2);
		send(TEAMS);
		this.collector.add("teams", 7, 3);
		assertThat(known()).isEqualTo(Map.of("users", TableRows.of(7, 1, 2), "teams", TableRows.of(7, 3)));
	}

	@Test
	void aTableOfWhichNoneWereCollectedIsUnknown() {
		send(USERS);
		send(TEAMS);
		this.collector.add("teams", 7, 3);
		assertThat(known()).isEqualTo(Map.of("teams", TableRows.of(7, 3)));
	}

	@Test
	void rowsWithoutAStatementThatSaysSoAreUnknown() {
		this.collector.add("users", 7, 1);
		this.writes.add(InvalidationRecord.of(USERS));
		assertThat(known()).isEmpty();
	}

	@Test
	void oneStatementThatDoesNotSayItsRowsMakesThoseOfItsTableUnknown() {
		send(USERS);
		this.collector.add("users", 7, 1);
		send(TEAMS);
		this.collector.add("teams", 7, 3);
		this.writes.add(InvalidationRecord.of(USERS));
		assertThat(known()).isEqualTo(Map.of("teams", TableRows.of(7, 3)));
	}

	@Test
	void aRowThatIsNotKnownMakesThoseOfItsTableUnknown() {
		send(USERS);
		this.collector.add("users", 7, 1);
		this.collector.unknown("users");
		this.collector.add("users", 7, 2);
		send(TEAMS);
		this.collector.add("teams", 7, 3);
		assertThat(known()).isEqualTo(Map.of("teams", TableRows.of(7, 3)));
	}

	@Test
	void whatIsNotKnownAtAllMakesThoseOfAllTablesUnknown() {
		send(USERS);
		this.collector.add("users", 7, 1);
		this.collector.unknown();
		assertThat(known()).isEmpty();
	}

	@Test
	void rowsOfTwoMappingsAreUnknown() {
		send(USERS);
		this.collector.add("users", 7, 1);
		this.collector.add("users", 8, 2);
		assertThat(known()).isEmpty();
	}

	@Test
	void tooManyRowsAreUnknownAndTheSameRowCountsOnce() {
		send(USERS);
		send(TEAMS);
		for (int i = 0; i <= TableRows.MOST; i++) {
			this.collector.add("users", 7, i);
			this.collector.add("teams", 7, i % 3);
		}
		assertThat(known()).isEqualTo(Map.of("teams", TableRows.of(7, 0, 1, 2)));
	}

	/**
	 * What a trigger of one table writes may be a row of another.
	 */
	@Test
	void oneTableWhoseStatementsMayWriteMoreMakesThoseOfAllUnknown() {
		this.invalidations.tell(new ToldRows(Set.of("users"), false));
		send(USERS);
		this.collector.add("users", 7, 1);
		this.writes.add(InvalidationRecord.of(TEAMS));
		assertThat(known()).isEmpty();
	}

	@Test
	void triggersThatRecordWritesNeedJdbcToBeSeen() {
		this.invalidations.tell(new ToldRows(Set.of("users"), true));
		for (boolean seen : List.of(false, true)) {
			this.writes.seeingJdbc(() -> seen);
			send(USERS);
			this.collector.add("users", 7, 1);
			assertThat(known().isEmpty()).isEqualTo(!seen);
			this.writes.committed();
		}
	}

	@Test
	void otherCodeInTheTransactionMakesThemUnknown() {
		this.writes.shareTransaction(() -> true);
		send(USERS);
		this.collector.add("users", 7, 1);
		assertThat(known()).isEmpty();
	}

	@Test
	void whatIsWrittenAfterTheyWereAnnouncedIsUnknown() {
		send(USERS);
		this.collector.add("users", 7, 1);
		assertThat(known()).isNotEmpty();
		send(USERS);
		this.collector.add("users", 7, 2);
		assertThat(known()).isEmpty();
		assertThat(isPending(RowMark.row("users", 3))).isTrue();
		this.writes.committed();
	}

	private boolean isPending(long mark) {
		Dependencies dependencies = new Dependencies(this.invalidations.stamp(), Tags.NONE, Tables.NONE,
				RowMarks.of(new long[] { mark, RowMark.unknown("users") }, USERS));
		return !this.invalidations.isValid(dependencies, Tags.NONE, 0);
	}

	@Test
	void theNextTransactionBeginsAnew() {
		send(USERS);
		this.collector.add("users", 7, 1);
		this.collector.unknown();
		this.writes.rolledBack();
		send(USERS);
		this.collector.add("users", 7, 2);
		assertThat(known()).isEqualTo(Map.of("users", TableRows.of(7, 2)));
	}

	@Test
	void nothingIsKnownWhileRowsAreNotKept() {
		Invalidations fresh = TestInvalidations.create();
		fresh.rowDirectory().add(this, Map.of("users", 7L));
		fresh.tell(new ToldRows(Set.of("users"), false));
		TransactionWrites written = new TransactionWrites(fresh, Origin.STATEMENTS);
		written.add(InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7))));
		written.collector().add("users", 7, 1);
		written.committing();
		assertThat(written.written().rows()).isEqualTo(WrittenRows.UNKNOWN);
	}

}
