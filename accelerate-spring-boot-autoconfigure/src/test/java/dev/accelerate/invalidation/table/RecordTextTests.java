package dev.accelerate.invalidation.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.WrittenRows;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RecordText}: every record comes back from its text, and what is not understood
 * says that everything became invalid.
 */
class RecordTextTests {

	private static Tables tables(Collection<String> names) {
		return Tables.of(names.stream().distinct().collect(Collectors.toMap((name) -> name, String::hashCode)));
	}

	private static @Nullable Tables none(Collection<String> names) {
		return null;
	}

	@Test
	void textOfARecord() {
		InvalidationRecord users = InvalidationRecord.of(tables(Set.of("users")));
		InvalidationRecord user = InvalidationRecord.of(Tags.of(Set.of("user_17")));
		assertThat(RecordText.encode(users)).isEqualTo("t=users");
		assertThat(RecordText.encode(user)).isEqualTo("g=user_17");
		assertThat(RecordText.encode(users.and(user))).isEqualTo("t=users g=user_17");
		assertThat(RecordText.encode(InvalidationRecord.ALL)).isEqualTo("*");
		assertThat(RecordText.encode(InvalidationRecord.ALL.withDefinition())).isEqualTo("* ddl");
		assertThat(RecordText.encode(InvalidationRecord.NONE.withDefinition())).isEqualTo("ddl");
		assertThat(RecordText.encode(InvalidationRecord.NONE)).isEqualTo("-");
		assertThat(RecordText.encode(InvalidationRecord.of(tables(Set.of("größe t=x%")))))
			.isEqualTo("t=gr%C3%B6%C3%9Fe%20t%3Dx%25");
	}

	@Test
	void everyRecordComesBack() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 2000; i++) {
			InvalidationRecord record = new InvalidationRecord(Tags.of(names(random)), tables(names(random)), false,
					random.nextBoolean());
			assertThat(RecordText.decode(RecordText.encode(record), RecordTextTests::tables)).as("seed %d", seed)
				.isEqualTo(record);
		}
	}

	private static Set<String> names(Random random) {
		Set<String> names = new HashSet<>();
		for (int i = random.nextInt(3); i > 0; i--) {
			names.add(random.ints(1 + random.nextInt(20), 1, 0x2000)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString());
		}
		return names;
	}

	@Test
	void textOfRows() {
		InvalidationRecord record = InvalidationRecord.of(tables(List.of("users")));
		assertThat(RecordText.encode(record.withRows(Map.of("users", TableRows.of(-1, 1, -1L >>> 1)))))
			.isEqualTo("t=users m=users:__________8:AAAAAAAAAAEf_________8");
		assertThat(RecordText.encode(record.withRows(Map.of("users", TableRows.of(0)))))
			.isEqualTo("t=users m=users:AAAAAAAAAAA:");
		assertThat(RecordText.encode(record.withRows(Map.of("teams", TableRows.of(0))))).isEqualTo("t=users");
	}

	/**
	 * What comes back says at least as much, and of no more rows that they are all.
	 */
	@Property(tries = 500)
	void noRowsAreLost(@ForAll long seed) {
		Random random = new Random(seed);
		Set<String> names = names(random);
		Map<String, TableRows> rows = new HashMap<>();
		for (String name : names) {
			if (random.nextInt(4) > 0) {
				rows.put(name, TableRows.of(random.nextInt(3), random.longs(random.nextInt(300)).toArray()));
			}
		}
		InvalidationRecord record = new InvalidationRecord(Tags.of(names(random)), tables(names), false,
				random.nextBoolean())
			.withRows(rows);
		String text = RecordText.encode(record);
		InvalidationRecord decoded = RecordText.decode(text, RecordTextTests::tables);
		assertThat(text.length()).isLessThanOrEqualTo(RecordText.LONGEST);
		assertThat(decoded.withUnknownRows()).isEqualTo(record.withUnknownRows());
		assertThat(rows).containsAllEntriesOf(decoded.rows().tables());
		if (rows.values().stream().mapToInt((each) -> each.marks().length).sum() < 200) {
			assertThat(decoded).isEqualTo(record);
		}
	}

	@Test
	void rowsThatDoNotFitAreUnknown() {
		long[] few = new Random(1).longs(100).toArray();
		long[] many = new Random(2).longs(300).toArray();
		InvalidationRecord record = InvalidationRecord.of(tables(List.of("users", "teams")))
			.withRows(Map.of("users", TableRows.of(7, many), "teams", TableRows.of(7, few)));
		assertThat(RecordText.decode(RecordText.encode(record), RecordTextTests::tables))
			.isEqualTo(record.withRows(Map.of("teams", TableRows.of(7, few))));
	}

	@Test
	void rowsOfATextWithoutThemAreUnknown() {
		assertThat(RecordText.decode("t=users t=teams m=teams:AAAAAAAAAAA:", RecordTextTests::tables).rows())
			.isEqualTo(new WrittenRows(Map.of("teams", TableRows.of(0))));
	}

	/**
	 * The triggers of tables look for these items, with a space before and behind.
	 */
	@Test
	void tablesAreNamedBeforeRows() {
		InvalidationRecord record = InvalidationRecord.of(tables(List.of("users", "teams")))
			.and(InvalidationRecord.of(Tags.of(Set.of("a"))))
			.withRows(Map.of("users", TableRows.of(7, 1), "teams", TableRows.of(7, 2)))
			.withDefinition();
		assertThat((' ' + RecordText.encode(record) + ' ').replaceAll(" m=.*", " ")).isIn(" t=users t=teams g=a ",
				" t=teams t=users g=a ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "m=users:AAAAAAAAAAA:", "t=teams m=users:AAAAAAAAAAA:", "t=users m=users",
			"t=users m=users:", "t=users m=users:AAAAAAAAAAA", "t=users m=:AAAAAAAAAAA:", "t=users m=us%4:AAAAAAAAAAA:",
			"t=users m=users:AAAAAAAAAAA:A", "t=users m=users:AAAAAAAAAAA:AAAAAAAAAA!", "t=users m=users:AAAAAAAAAAB:",
			"t=users m=users:AAAAAAAAAA=:", "t=users m=users:AAAAAAAAAAA;", "t=users m=users:AAAAAAAAAAA::",
			"t=users m=users:AAAAAAAAAAA: m=users:AAAAAAAAAAA:", "m=users:AAAAAAAAAAA: g=a",
			"t=users M=users:AAAAAAAAAAA:" })
	void rowsThatAreNotUnderstoodAreEverything(String text) {
		assertThat(RecordText.decode(text, RecordTextTests::tables)).isEqualTo(InvalidationRecord.ALL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "t=", "users", "t=users  t=orders", "t=users x=1", "t=us=ers", "t=%4", "t=%4g",
			"t=%FF", "T=users", "t=größe", "-  -", "*" })
	void whatIsNotUnderstoodIsEverything(String text) {
		assertThat(RecordText.decode(text, RecordTextTests::tables)).isEqualTo(InvalidationRecord.ALL);
	}

	@Test
	void tableThatIsNotKnownIsEverything() {
		assertThat(RecordText.decode("t=users ddl", RecordTextTests::none))
			.isEqualTo(InvalidationRecord.ALL.withDefinition());
		assertThat(RecordText.decode("g=users", RecordTextTests::none))
			.isEqualTo(InvalidationRecord.of(Tags.of(Set.of("users"))));
	}

	@Test
	void tablesAreMadeKnownEvenIfEverythingIsInvalid() {
		Set<String> asked = new HashSet<>();
		RecordText.decode("t=users ?", (names) -> {
			asked.addAll(names);
			return Tables.of(Map.of("users", 1));
		});
		assertThat(asked).containsExactly("users");
	}

	@Test
	void whatDoesNotFitIsEverything() {
		List<String> names = IntStream.range(0, 500).mapToObj((i) -> "table_" + i).toList();
		InvalidationRecord record = InvalidationRecord.of(tables(names)).withDefinition();
		assertThat(RecordText.encode(record)).isEqualTo("* ddl");
		String longest = "x".repeat(RecordText.LONGEST - 6);
		assertThat(RecordText.encode(InvalidationRecord.of(tables(Set.of(longest))).withDefinition()))
			.hasSize(RecordText.LONGEST);
		assertThat(RecordText.encode(InvalidationRecord.of(tables(Set.of(longest + "x"))))).isEqualTo("*");
		assertThat(RecordText.encode(InvalidationRecord.of(tables(Set.of("\ud800"))))).isEqualTo("*");
	}

}
