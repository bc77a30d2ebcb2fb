package dev.accelerate.jpa.mapping;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.accelerate.jpa.mapping.MappingApplication.Trace;
import dev.accelerate.jpa.snapshot.HibernateEntitySnapshots;
import dev.accelerate.testing.ObjectGraph;
import org.hibernate.Hibernate;
import org.hibernate.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.orm.ObjectOptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link HibernateEntitySnapshots} of every kind of mapping: what an application sees of
 * cached reads and sends is what it would see and send without the cache.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappingTests {

	private static final boolean HIBERNATE_7_2 = Version.getVersionString().startsWith("7.2.");

	private MappingApplication application;

	@BeforeAll
	void start() {
		this.application = new MappingApplication();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@MethodSource("cases")
	<T> void withoutASession(MappingCase<T> tried) {
		equal(tried, tried.detached, (trace, read) -> {
			List<T> rows = read.get();
			trace.add("rows", ObjectGraph.describe(rows));
			touch(tried, trace, row(rows));
			tried.changes.forEach((name, change) -> trace.sending(name, () -> {
				change.of(row(rows), this.application.entityManager);
				this.application.transaction(false, () -> this.application.entityManager.merge(rows.get(0)));
			}));
			trace.add("database", String.join("\n", this.application.rows()));
		});
	}

	@ParameterizedTest
	@MethodSource("cases")
	<T> void inAnOpenSession(MappingCase<T> tried) {
		equal(tried, tried.managed, (trace, read) -> this.application.openSession(() -> {
			List<T> rows = read.get();
			show(tried, trace, rows);
			trace.sending("nothing", () -> this.application.transaction(false, () -> {
			}));
			tried.changes.forEach((name, change) -> trace.sending(name, () -> this.application.transaction(false,
					() -> change.of(row(rows), this.application.entityManager))));
			trace.sending("nothing again", () -> this.application.transaction(false, () -> {
			}));
			trace.add("database", String.join("\n", this.application.rows()));
			trace.sending("delete",
					() -> this.application.transaction(false, () -> this.application.entityManager.remove(row(rows))));
			trace.add("database", String.join("\n", this.application.rows()));
		}));
	}

	@ParameterizedTest
	@MethodSource("cases")
	<T> void inAReadOnlyTransaction(MappingCase<T> tried) {
		equal(tried, tried.managed,
				(trace, read) -> trace.failing("commit", () -> this.application.transaction(true, () -> {
					List<T> rows = read.get();
					show(tried, trace, rows);
					tried.changes.forEach((name, change) -> trace.sending(name,
							() -> change.of(row(rows), this.application.entityManager)));
					trace.sending("flush", this.application.entityManager::flush);
				})));
	}

	@ParameterizedTest
	@MethodSource("cases")
	<T> void inAReadWriteTransaction(MappingCase<T> tried) {
		equal(tried, tried.managed, (trace, read) -> {
			trace.failing("commit", () -> this.application.transaction(false, () -> {
				List<T> rows = read.get();
				show(tried, trace, rows);
				tried.changes.forEach((name, change) -> trace.sending(name, () -> {
					change.of(row(rows), this.application.entityManager);
					this.application.entityManager.flush();
				}));
				trace.sending("delete", () -> {
					this.application.entityManager.remove(row(rows));
					this.application.entityManager.flush();
				});
			}));
			trace.add("database", String.join("\n", this.application.rows()));
		});
	}

	@ParameterizedTest
	@MethodSource("writesBehind")
	<T> void noChangeOfAStaleRowGoesThrough(MappingCase<T> tried, String behind) {
		this.application.reset(tried);
		tried.read(this.application);
		this.application.openSession(() -> {
			T row = tried.read(this.application).get(0);
			this.application.jdbc.execute(behind);
			List<String> before = this.application.rows();
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.application.transaction(false,
						() -> tried.changes.values().iterator().next().of(row, this.application.entityManager)));
			assertThat(this.application.rows()).isEqualTo(before);
		});
	}

	/**
	 * Returns the first row. A query may return the proxy of a row that another row
	 * refers to, and the cache the entity itself.
	 */
	@SuppressWarnings("unchecked")
	private static <T> T row(List<T> rows) {
		return (T) Hibernate.unproxy(rows.get(0));
	}

	private void show(MappingCase<?> tried, Trace trace, List<?> rows) {
		trace.add("rows", ObjectGraph.describe(rows));
		trace.managed();
		touch(tried, trace, row(rows));
		trace.managed();
	}

	/**
	 * Neither the copying nor the session may follow a chain by recursion.
	 */
	@Test
	void aLongChainIsRestored() {
		MappingCase<Valued.Referring> chain = MappingCase.of(Repositories.ReferringRows.class,
				(entityManager) -> entityManager
					.createNativeQuery("insert into referring (id, name, next_id) select x, lpad(x, 6, '0'), "
							+ "case when x > 1 then x - 1 end from system_range(1, 20000)")
					.executeUpdate());
		this.application.reset(chain);
		chain.read(this.application);
		this.application.openSession(() -> {
			List<Valued.Referring> rows = chain.read(this.application);
			assertThat(length(rows.get(19_999))).isEqualTo(20_000);
			rows.get(19_999).name = "changed";
			this.application.transaction(false, () -> {
			});
		});
		assertThat(this.application.jdbc.queryForObject("select name from referring where id = 20000", String.class))
			.isEqualTo("changed");
		this.application.reset(chain);
		chain.read(this.application);
		assertThat(length(chain.read(this.application).get(19_999))).isEqualTo(20_000);
	}

	private static int length(Valued.Referring last) {
		int length = 0;
		for (Object next = last; next != null; next = Hibernate.unproxy(((Valued.Referring) next).next)) {
			length++;
		}
		return length;
	}

	@SuppressWarnings("unchecked")
	private <T> void touch(MappingCase<T> tried, Trace trace, Object row) {
		tried.touches.forEach((name, touch) -> trace.sending(name,
				() -> trace.add(name, ObjectGraph.describe(touch.apply((T) row)))));
	}

	private <T> void equal(MappingCase<T> tried, String outcome, MappingApplication.Scenario<T> scenario) {
		Map<String, List<String>> traces = this.application.compare(tried, scenario);
		assertThat(difference(traces.get("miss"), traces.get("database"))).as("on a miss").isEmpty();
		assertThat(difference(traces.get("hit"), traces.get("database"))).as("on a hit").isEmpty();
		assertThat(difference(traces.get("bytes"), traces.get("database"))).as("on a hit from bytes").isEmpty();
		assertThat(traces.get("hit outcome").toString()).isEqualTo(outcome);
		assertThat(traces.get("bytes outcome").toString()).isEqualTo(outcome);
		assertThat(traces.get("unencodable")).isEqualTo(List.of());
	}

	/**
	 * Returns what is compared of a line. Hibernate 7.2 holds a {@code Date} that it has
	 * read as it is, where a copy of it is a {@code Timestamp}. It takes them for equal.
	 */
	private static String comparable(String line) {
		return (HIBERNATE_7_2 && line.startsWith("held:"))
				? line.replaceAll("java\\.(util\\.Date|sql\\.Timestamp) .*", "a date") : line;
	}

	/**
	 * Returns the first lines in which two traces differ.
	 */
	private static List<String> difference(List<String> trace, List<String> truth) {
		for (int i = 0; i < Math.max(trace.size(), truth.size()); i++) {
			if (i >= trace.size() || i >= truth.size() || !comparable(trace.get(i)).equals(comparable(truth.get(i)))) {
				return List.of("the cache: " + trace.subList(i, Math.min(i + 3, trace.size())),
						"the database: " + truth.subList(i, Math.min(i + 3, truth.size())));
			}
		}
		return List.of();
	}

	static List<MappingCase<?>> cases() {
		return MappingCases.all();
	}

	static Stream<Arguments> writesBehind() {
		return cases().stream()
			.filter((tried) -> tried.managed.equals("[TTL]"))
			.flatMap((tried) -> tried.behind.stream().map((statement) -> Arguments.of(tried, statement)));
	}

}
