package dev.accelerate.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.SchemaWatch;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.testing.PendingMarks;
import dev.accelerate.testing.TestInvalidations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SqlAnalyzer}: what a statement invalidates.
 */
class SqlAnalyzerTests {

	private final TableDirectory directory = new TableDirectory();

	private final NodeInvalidationLog log = TestInvalidations.log();

	private final Invalidations invalidations = TestInvalidations.of(this.log);

	private final List<String> unrecognized = new ArrayList<>();

	private final SqlAnalyzer statements = statements(true);

	private final Tables users = this.statements.track(List.of("users"));

	@Test
	void readsMakeNothingInvalid() {
		assertThat(this.statements.isRead("select * from users")).isTrue();
		assertThat(this.statements.written("select * from users").isEmpty()).isTrue();
		assertThat(this.statements.read("select * from users")).isEqualTo(this.users);
	}

	@Test
	void writesMakeInvalidWhatTheyName() {
		Stamp before = this.log.stamp();
		assertThat(this.statements.isRead("delete from users")).isFalse();
		assertThat(this.statements.written("delete from users")).isEqualTo(InvalidationRecord.of(this.users));
		assertThat(this.log.stamp()).as("nothing was appended").isEqualTo(before);
	}

	@Test
	void writesMakeInvalidAllTablesTheyNameBecauseMoreThanOneMayBeWritten() {
		Tables both = this.statements.track(List.of("users", "teams"));
		assertThat(this.statements.written("insert into users select * from teams"))
			.isEqualTo(InvalidationRecord.of(both));
	}

	@ParameterizedTest
	@ValueSource(strings = { "update users set name = 'a'", "delete from users", "update users set name = 'unended" })
	void writesOfRowsCanBePartOfATransaction(String sql) {
		assertThat(this.statements.isDml(sql)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1", "commit prepared 'x'", "xa commit 'x'", "create database x", "vacuum users",
			"reindex table concurrently users", "call p()" })
	void whatDoesMoreThanToWriteRowsMayBeRefusedInATransaction(String sql) {
		assertThat(this.statements.isDml(sql)).isFalse();
	}

	/**
	 * What was loaded before cannot say whether it read the table.
	 */
	@Test
	void firstWriteToATableMakesEverythingInvalidAtOnceAndFurtherOnesOnlyTheTable() {
		Stamp before = this.log.stamp();
		String read = "select * from users, audit";
		assertThat(this.statements.read(read)).isEqualTo(this.users);
		InvalidationRecord written = this.statements.written("insert into audit values (1)");
		assertThat(this.log.isValid(before, Tables.NONE)).isFalse();
		assertThat(written.all()).isFalse();
		assertThat(written.tables().names()).containsExactly("audit");
		assertThat(this.statements.read(read).names()).containsExactlyInAnyOrder("audit", "users");
		Stamp after = this.log.stamp();
		assertThat(this.statements.written("update audit set a = 1")).isEqualTo(written);
		assertThat(this.log.stamp()).isEqualTo(after);
	}

	/**
	 * One thread has made a table known, and not yet everything invalid: another that
	 * writes to it relies on nothing.
	 */
	@Test
	void twoFirstWritersDoNotRelyOnEachOther() {
		this.statements.read("select * from users");
		this.directory.tables(List.of("audit"));
		Stamp before = this.log.stamp();
		this.statements.written("insert into audit values (1)");
		assertThat(this.log.isValid(before, Tables.NONE)).isFalse();
	}

	@Test
	void tablesThatAreTrackedBeforeAnythingWasLoadedMakeNothingInvalid() {
		Stamp before = this.log.stamp();
		this.statements.track(List.of("early"));
		this.statements.written("insert into audit values (1)");
		assertThat(this.log.stamp()).isEqualTo(before);
	}

	@Test
	void tablesThatAreMappedLaterMakeEverythingInvalidOnceToo() {
		this.statements.read("select * from users");
		Stamp before = this.log.stamp();
		this.statements.track(List.of("users", "late"));
		assertThat(this.log.isValid(before, Tables.NONE)).isFalse();
		Stamp after = this.log.stamp();
		this.statements.track(List.of("late"));
		assertThat(this.log.stamp()).isEqualTo(after);
	}

	/**
	 * The log cannot be reached: the statement goes on, and everything is pending.
	 */
	@Test
	void aLogThatFailsFailsNoStatement() {
		InvalidationLog failing = new InvalidationLog() {

			@Override
			public Stamp stamp() {
				return SqlAnalyzerTests.this.log.stamp();
			}

			@Override
			public void append(InvalidationRecord record) {
				throw new AccelerateException(ErrorCode.P6008, "The log cannot be reached");
			}

			@Override
			public boolean isValid(Stamp stamp, Marks marks) {
				return SqlAnalyzerTests.this.log.isValid(stamp, marks);
			}

		};
		Invalidations unreachable = new Invalidations(failing, DatabaseLogs.none(), TestInvalidations.UNHEARD,
				Duration.ZERO, (delay) -> (retry) -> {
				});
		SqlAnalyzer writing = new SqlAnalyzer(this.directory, unreachable, true, (shape) -> true);
		writing.read("select * from users");
		assertThat(writing.written("insert into audit values (1)").tables().names()).containsExactly("audit");
		assertThat(PendingMarks.contain(unreachable, this.users)).isTrue();
	}

	@Test
	void whatIsNotUnderstoodMakesEverythingInvalidAndIsReportedOncePerShape() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.statements.written("call refresh_totals('secret', " + i + ")"))
				.isEqualTo(InvalidationRecord.ALL);
		}
		this.statements.written("truncate table users");
		assertThat(this.unrecognized).containsExactly("call refresh_totals", "truncate table users");
	}

	@Test
	void whatIsNotUnderstoodAndNamesNoTableCanBeIgnoredAndIsReportedAllTheSame() {
		SqlAnalyzer ignoring = statements(false);
		assertThat(ignoring.isRead("call refresh_totals()")).isFalse();
		assertThat(ignoring.written("call refresh_totals()").isEmpty()).isTrue();
		assertThat(this.unrecognized).containsExactly("call refresh_totals");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "call refresh_totals('users')", "drop table users", "do $$ begin delete from users; end $$",
					"select E'\\''; delete from users; --'", "create index i on users (a)" })
	void whatIsIgnoredMakesInvalidTheTablesItNamesAllTheSame(String sql) {
		InvalidationRecord written = statements(false).written(sql);
		assertThat(written.tables()).isEqualTo(this.users);
		assertThat(written.all()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update members set name = 'back", "update a join b on a.id = b.id set a.x = 1",
			"delete a, b from a join b on a.id = b.id", "truncate members", "insert members values (1)",
			"merge members using b", "set nocount on delete members", "insert into members values (1); call f()",
			"with t as (select 1) update a join b on a.id = b.id set a.x = 1", "use db truncate table members" })
	void plainWritesThatAreUnclearAreNeverIgnored(String sql) {
		assertThat(statements(false).written(sql)).isEqualTo(InvalidationRecord.ALL);
		assertThat(this.unrecognized).hasSize(1);
	}

	@Test
	void aWriteToATableThatCannotBeTrackedAnyMoreIsNeverIgnored() {
		for (int i = 0; !this.directory.isFull(); i++) {
			this.directory.tables(List.of("table_" + i));
		}
		assertThat(statements(false).written("explain analyze insert into late values (1)"))
			.isEqualTo(InvalidationRecord.ALL);
	}

	@Test
	void aTableThatCannotBeTrackedAnyMoreMakesEverythingInvalidAtEveryCommit() {
		for (int i = 0; !this.directory.isFull(); i++) {
			this.directory.tables(List.of("table_" + i));
		}
		assertThat(this.statements.written("insert into late values (1)")).isEqualTo(InvalidationRecord.ALL);
		assertThat(this.statements.written("insert into late values (1)")).isEqualTo(InvalidationRecord.ALL);
		assertThat(this.statements.written("insert into users values (1)"))
			.isEqualTo(InvalidationRecord.of(this.users));
	}

	@Test
	void veryLongStatementsAreReadToo() {
		String sql = "delete from users where id in (" + "1, ".repeat(20_000) + "1)";
		assertThat(this.statements.written(sql)).isEqualTo(InvalidationRecord.of(this.users));
	}

	/**
	 * Whoever reads a log would be silent while it waits.
	 */
	@Test
	void whatAnotherNodeHasWrittenWaitsForNoCatalog() {
		List<Boolean> waits = new ArrayList<>();
		List<String> wanted = new ArrayList<>();
		SqlAnalyzer waiting = new SqlAnalyzer(this.directory, this.invalidations, true, (shape) -> true,
				new SchemaWatch() {

					@Override
					public boolean isKnown(Collection<String> tables, boolean wait) {
						waits.add(wait);
						return false;
					}

					@Override
					public void find(Collection<String> tables) {
						wanted.addAll(tables);
					}

					@Override
					public boolean isTable(String name) {
						return true;
					}

					@Override
					public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
						return null;
					}

					@Override
					public void changed() {
					}

				});
		assertThat(waiting.read("select * from users")).as("nothing is known").isNull();
		waits.clear();
		assertThat(waiting.known(List.of("users"))).isNull();
		assertThat(waits).containsExactly(false);
		assertThat(wanted).as("found for the next record").containsExactly("users");
		waiting.writtenTables(List.of("users"));
		assertThat(waits).containsExactly(false, true);
	}

	private SqlAnalyzer statements(boolean unrecognizedInvalidates) {
		return new SqlAnalyzer(this.directory, this.invalidations, unrecognizedInvalidates, this.unrecognized::add);
	}

}
