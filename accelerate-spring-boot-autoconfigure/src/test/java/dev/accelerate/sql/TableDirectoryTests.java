package dev.accelerate.sql;

import java.util.List;
import java.util.stream.IntStream;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.LastPositions;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TableDirectory} and {@link Tables}.
 */
class TableDirectoryTests {

	private final TableDirectory directory = new TableDirectory();

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~',
			value = { "users,users", "Users,users", "public.users,users", "db.public.users,users", "\"Users\",users",
					"\"public\".\"Users\",users", "`users`,users", "[dbo].[users],users", "\"my.table\",my.table",
					"public.\"my.table\",my.table", "\"order lines\",order lines", "\",\"" })
	void tablesGoByTheirPlainNames(String name, String expected) {
		assertThat(TableDirectory.plainName(name)).isEqualTo((expected != null) ? expected : "\"");
	}

	@Test
	void oneTableIsOneTableHoweverItIsNamed() {
		assertThat(this.directory.tables(List.of("users", "public.USERS", "\"Users\"")).names())
			.containsExactly("users");
		assertThat(this.directory.tables(List.of("users"))).isEqualTo(this.directory.tables(List.of("S.users")));
	}

	@Test
	void everyTableHasAPlaceOfItsOwn() {
		List<String> names = IntStream.range(0, LastPositions.TABLES).mapToObj((i) -> "table_" + i).toList();
		Tables all = this.directory.tables(names);
		assertThat(IntStream.of(all.slots()).distinct().count()).isEqualTo(LastPositions.TABLES);
		assertThat(IntStream.of(all.slots())).allMatch((slot) -> slot >= LastPositions.TAGS);
		assertThat(this.directory.isFull()).isTrue();
	}

	@Test
	void tablesBeyondThatShareThePlacesOfTags() {
		this.directory.tables(IntStream.range(0, LastPositions.TABLES).mapToObj((i) -> "table_" + i).toList());
		NodeInvalidationLog log = TestInvalidations.log();
		Tables late = this.directory.tables(List.of("late"));
		Stamp stamp = log.stamp();
		assertThat(log.isValid(stamp, late)).isTrue();
		log.append(InvalidationRecord.of(late));
		assertThat(log.isValid(stamp, late)).isFalse();
		assertThat(log.isValid(stamp, Tags.of(List.of("late")))).isFalse();
	}

	@Test
	void unionsHaveTheTablesOfBoth() {
		Tables users = this.directory.tables(List.of("users"));
		Tables teams = this.directory.tables(List.of("teams"));
		Tables both = users.and(teams);
		assertThat(both).isEqualTo(this.directory.tables(List.of("teams", "users")))
			.hasToString(both.names().toString());
		assertThat(both.slots()).containsExactlyInAnyOrder(users.slots()[0], teams.slots()[0]);
		assertThat(both.and(users)).isSameAs(both);
		assertThat(users.and(both)).isSameAs(both);
		assertThat(Tables.NONE.and(users)).isSameAs(users);
		assertThat(both.each()).containsExactlyInAnyOrder(users, teams);
	}

	@Test
	void tablesAndTagsOfOneNameAreDifferent() {
		Tables users = this.directory.tables(List.of("users"));
		NodeInvalidationLog log = TestInvalidations.log();
		Stamp stamp = log.stamp();
		log.append(InvalidationRecord.of(users));
		assertThat(log.isValid(stamp, users)).isFalse();
		assertThat(log.isValid(stamp, Tags.of(List.of("users")))).isTrue();
		assertThat(users).isNotEqualTo(Tags.of(List.of("users")));
	}

	@Test
	void aTableWithoutComputedColumnsStandsForNothingElse() {
		TableDirectory directory = new TableDirectory();
		assertThat(directory.isSetByStatements("item", "name")).isFalse();
		assertThat(directory.reach(this, new TableReach.Builder().columns("item").build())).isFalse();
		assertThat(directory.isSetByStatements("item", "name")).isTrue();
		assertThat(directory.reach(this, new TableReach.Builder().computes("item", "NAME").build())).isTrue();
		assertThat(directory.isSetByStatements("item", "name")).isFalse();
	}

}
