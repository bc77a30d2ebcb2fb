package dev.accelerate.invalidation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.sql.TableDirectory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowMark}, and {@link RowMarks} and {@link WrittenRows} made of them.
 */
class RowMarkTests {

	private static final TableDirectory DIRECTORY = new TableDirectory();

	private static final Tables USERS = DIRECTORY.tables(List.of("users"));

	private static final Tables TEAMS = DIRECTORY.tables(List.of("teams"));

	private static final long ONE = RowMark.row("users", 1);

	private static final long TWO = RowMark.row("users", 2);

	/**
	 * Instances of other versions read them in the log.
	 */
	@Test
	void neverChange() {
		assertThat(ONE).isEqualTo(7884668116354214088L);
		assertThat(RowMark.unknown("users")).isEqualTo(3440060692995956355L);
		assertThat(RowMark.hash(RowMark.hash(17, "a text"), "another")).isEqualTo(-3251748835303475132L);
	}

	@Test
	void differ() {
		Set<Long> all = new HashSet<>();
		for (int table = 0; table < 100; table++) {
			for (int key = 0; key < 1000; key++) {
				all.add(RowMark.row("table" + table, key));
			}
			all.add(RowMark.unknown("table" + table));
		}
		assertThat(all).hasSize(100_100);
		assertThat(RowMark.hash(RowMark.hash(1, "ab"), "c")).isNotEqualTo(RowMark.hash(RowMark.hash(1, "a"), "bc"));
		assertThat(RowMark.kind(ONE)).isEqualTo(RowMark.Kind.ROW);
		assertThat(RowMark.kind(RowMark.unknown("users"))).isEqualTo(RowMark.Kind.UNKNOWN);
	}

	@Test
	void ofAResultAreASet() {
		RowMarks rows = RowMarks.of(new long[] { TWO, ONE, TWO }, USERS).and(RowMarks.of(new long[] { ONE }, TEAMS));
		assertThat(rows.marks()).containsExactlyInAnyOrder(ONE, TWO);
		assertThat(rows.tables().names()).containsExactlyInAnyOrder("users", "teams");
	}

	@Test
	void tooManyOfAResultAreItsTables() {
		Dependencies few = new Dependencies(Stamp.NEVER, Tags.NONE, TEAMS, marks(RowMarks.MOST));
		assertThat(few.tables()).isEqualTo(TEAMS);
		Dependencies many = few.and(RowMarks.of(new long[] { RowMark.row("users", -1) }, USERS));
		assertThat(many.rows()).isEqualTo(RowMarks.NONE);
		assertThat(many.tables().names()).containsExactlyInAnyOrder("users", "teams");
	}

	private static RowMarks marks(int count) {
		long[] marks = new long[count];
		for (int i = 0; i < count; i++) {
			marks[i] = RowMark.row("users", i);
		}
		return RowMarks.of(marks, USERS);
	}

	@Test
	void ofATransactionAreKnownIfTheyAreKnownOfEachOfItsStatements() {
		InvalidationRecord one = InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, ONE)));
		InvalidationRecord two = InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, TWO)));
		InvalidationRecord teams = InvalidationRecord.of(TEAMS);
		assertThat(one.and(two).rows().tables()).isEqualTo(Map.of("users", TableRows.of(7, ONE, TWO)));
		assertThat(one.and(teams).rows().tables()).isEqualTo(Map.of("users", TableRows.of(7, ONE)));
		assertThat(teams.and(one).rows().tables()).isEqualTo(Map.of("users", TableRows.of(7, ONE)));
		assertThat(one.and(InvalidationRecord.of(USERS)).rows()).isEqualTo(WrittenRows.UNKNOWN);
		assertThat(InvalidationRecord.of(USERS).and(one).rows()).isEqualTo(WrittenRows.UNKNOWN);
		assertThat(one.and(InvalidationRecord.ALL).rows()).isEqualTo(WrittenRows.UNKNOWN);
	}

	@Test
	void ofAnotherMappingMeanNothing() {
		InvalidationRecord one = InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, ONE)));
		InvalidationRecord two = InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(8, TWO)));
		assertThat(one.and(two).rows()).isEqualTo(WrittenRows.UNKNOWN);
	}

	@Test
	void tooManyOfATransactionAreUnknown() {
		InvalidationRecord record = InvalidationRecord.NONE;
		for (int i = 0; i <= TableRows.MOST; i++) {
			record = record
				.and(InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, RowMark.row("users", i)))));
			assertThat(record.rows().tables().isEmpty()).isEqualTo(i == TableRows.MOST);
		}
	}

}
