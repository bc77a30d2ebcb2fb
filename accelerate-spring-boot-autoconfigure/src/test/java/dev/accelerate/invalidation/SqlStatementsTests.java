package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SqlStatements}: what a statement makes invalid.
 */
class SqlStatementsTests {

	private final TableDirectory directory = new TableDirectory();

	private final Tables users = this.directory.tables(List.of("users"));

	private final LocalInvalidationLog log = new LocalInvalidationLog();

	private final Invalidations invalidations = new Invalidations(this.log, InvalidationListener.NONE);

	private final List<String> unrecognized = new ArrayList<>();

	private final SqlStatements statements = statements(true);

	@Test
	void readsMakeNothingInvalid() {
		assertThat(this.statements.isRead("select * from users")).isTrue();
		assertThat(this.statements.written("select * from users").isEmpty()).isTrue();
		assertThat(this.statements.read("select * from users")).isEqualTo(this.users);
	}

	@Test
	void writesMakeInvalidWhatTheyName() {
		assertThat(this.statements.isRead("delete from users")).isFalse();
		assertThat(this.statements.written("delete from users")).isEqualTo(InvalidationRecord.of(this.users));
		assertThat(this.log.stamp().position()).as("nothing was appended").isZero();
	}

	@Test
	void writesMakeInvalidAllTablesTheyNameBecauseMoreThanOneMayBeWritten() {
		Tables both = this.directory.tables(List.of("users", "teams"));
		assertThat(this.statements.written("insert into users select * from teams"))
			.isEqualTo(InvalidationRecord.of(both));
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
	void whatIsNotUnderstoodCanBeIgnoredAndIsReportedAllTheSame() {
		SqlStatements ignoring = statements(false);
		assertThat(ignoring.isRead("call refresh_totals()")).isFalse();
		assertThat(ignoring.written("call refresh_totals()").isEmpty()).isTrue();
		assertThat(this.unrecognized).containsExactly("call refresh_totals");
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

	private SqlStatements statements(boolean unrecognizedInvalidates) {
		return new SqlStatements(this.directory, this.invalidations, unrecognizedInvalidates, this.unrecognized::add);
	}

}
