package dev.accelerate.invalidation.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
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
