package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.WrittenMarks;
import dev.accelerate.jpa.rows.WriteWay.Verdict;
import dev.accelerate.jpa.rows.domain.DomainApplication;
import dev.accelerate.testing.RecordingLog;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowTracker} with every way of writing: the rows that are different afterwards
 * are compared with those that the record of the transaction names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WriteWaysTests {

	private static final int SLOTS = 1 << 16;

	private final TestDatabase database;

	private final Map<Integer, Application> applications = new TreeMap<>();

	WriteWaysTests(TestDatabase database) {
		this.database = database;
	}

	static Stream<Arguments> ways() {
		return Stream.of(1, 20)
			.flatMap((batch) -> Stream.of(EntityWriteWays.all(), CollectionWriteWays.all(), StatementWriteWays.all())
				.flatMap(List::stream)
				.map((way) -> Arguments.of(batch, way)));
	}

	@ParameterizedTest(name = "{1}, batches of {0}")
	@MethodSource("ways")
	void theMarksNameEachRowThatIsChanged(int batch, WriteWay way) {
		Application application = this.applications.computeIfAbsent(batch, this::start);
		Object prepared = way.before().apply(application.target());
		Map<String, Map<Map<String, Object>, Integer>> before = application.rows();
		application.log().appended.clear();
		way.act().accept(application.target(), prepared);
		InvalidationRecord record = application.log().appended.stream()
			.reduce(InvalidationRecord.NONE, InvalidationRecord::and);
		List<String> missed = new ArrayList<>();
		List<String> more = new ArrayList<>();
		Verdict verdict = application.judge(record, before, application.rows(), missed, more);
		assertThat(missed).isEmpty();
		assertThat(more).isEmpty();
		assertThat(verdict).as("what is known of the rows: %s", record.rows().tables()).isEqualTo(way.expected());
	}

	private Application start(int batch) {
		Map<String, Object> properties = new TreeMap<>(this.database.properties());
		properties.put("spring.jpa.properties.hibernate.jdbc.batch_size", batch);
		properties.put("spring.jpa.properties.hibernate.order_updates", true);
		properties.put("spring.jpa.open-in-view", false);
		properties.put("accelerate.invalidation.jdbc", true);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(DomainApplication.class,
				RecordingLog.class)
			.properties(properties)
			.run();
		assertThat(context.getBean(Invalidations.class).trackRows(SLOTS)).isTrue();
		WriteTarget target = new WriteTarget(context);
		return new Application(context, target, context.getBean(RecordingLog.class),
				new HeldRows(target.sessionFactory, new RowMappingBuilder(target.sessionFactory).build()));
	}

	@AfterAll
	void close() {
		this.applications.values().forEach((application) -> application.context().close());
	}

	private record Application(ConfigurableApplicationContext context, WriteTarget target, RecordingLog log,
			HeldRows held) {

		/**
		 * Returns all rows of all tables, and how often each is there.
		 */
		Map<String, Map<Map<String, Object>, Integer>> rows() {
			Map<String, Map<Map<String, Object>, Integer>> all = new TreeMap<>();
			this.target.jdbc
				.queryForList("select table_name from information_schema.tables "
						+ "where upper(table_schema) = 'PUBLIC' and table_type like '%TABLE'", String.class)
				.forEach((name) -> {
					Map<Map<String, Object>, Integer> rows = all.computeIfAbsent(name.toLowerCase(Locale.ROOT),
							(key) -> new HashMap<>());
					this.target.jdbc.queryForList("select * from " + name)
						.forEach((row) -> rows.merge(HeldRows.lower(row), 1, Integer::sum));
				});
			return all;
		}

		Verdict judge(InvalidationRecord record, Map<String, Map<Map<String, Object>, Integer>> before,
				Map<String, Map<Map<String, Object>, Integer>> after, List<String> missed, List<String> more) {
			boolean exact = false;
			boolean unknown = false;
			Map<String, List<Map<String, Object>>> allGone = changes(before, after);
			Map<String, List<Map<String, Object>>> allCome = changes(after, before);
			for (String table : after.keySet()) {
				List<Map<String, Object>> gone = allGone.get(table);
				List<Map<String, Object>> come = allCome.get(table);
				if (gone.isEmpty() && come.isEmpty()) {
					continue;
				}
				if (!record.all() && !record.tables().names().contains(table)) {
					missed.add(table);
				}
				Set<Long> named = WrittenMarks.of(record, table);
				if (named == null) {
					unknown = true;
					continue;
				}
				exact = true;
				if (!this.held.isTracked(table)) {
					missed.add(table + " is not tracked");
					continue;
				}
				Set<Long> needed = this.held.marks(table, gone, come);
				if (!named.containsAll(needed)) {
					missed.add(table + ": " + gone + " -> " + come);
				}
				named.removeAll(needed);
				named.removeAll(this.held.owners(table, gone));
				if (this.held.mayBeOthers(table, allGone, allCome)) {
					named.removeAll(this.held.sets(table));
				}
				if (!named.isEmpty()) {
					more.add(table);
				}
			}
			return unknown ? (exact ? Verdict.PARTLY : Verdict.UNKNOWN) : (exact ? Verdict.EXACT : Verdict.NOTHING);
		}

		private static Map<String, List<Map<String, Object>>> changes(
				Map<String, Map<Map<String, Object>, Integer>> tables,
				Map<String, Map<Map<String, Object>, Integer>> others) {
			Map<String, List<Map<String, Object>>> all = new TreeMap<>();
			others.keySet().forEach((table) -> all.put(table, without(tables.get(table), others.get(table))));
			return all;
		}

		private static List<Map<String, Object>> without(Map<Map<String, Object>, Integer> rows,
				Map<Map<String, Object>, Integer> others) {
			return rows.entrySet()
				.stream()
				.filter((row) -> !Objects.equals(others.get(row.getKey()), row.getValue()))
				.map(Map.Entry::getKey)
				.toList();
		}

	}

}
