package dev.accelerate.jpa.managed;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.jpa.managed.Press.Leaflet;
import dev.accelerate.jpa.managed.Press.Writer;
import dev.accelerate.jpa.managed.PressApplication.Scenario;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.LockMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OpenSessionMode#MANAGED} where a method has more than its query: a read-write
 * transaction of its own, or a named query with settings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodSettingsTests {

	private PressApplication press;

	private ReadWriteLeaflets readWrite;

	private NamedLeaflets named;

	@BeforeAll
	void start() {
		this.press = new PressApplication(TestDatabase.H2);
		this.readWrite = this.press.bean(ReadWriteLeaflets.class);
		this.named = this.press.bean(NamedLeaflets.class);
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@Test
	void aReadWriteTransactionOfTheMethodSendsTheChangesOfTheOpenSession() {
		Map<String, List<String>> traces = compare(() -> this.readWrite.titled("leaflet 1"),
				(trace, read) -> this.press.openSession(() -> {
					this.press.entityManager.find(Leaflet.class, 1L).title = "changed";
					trace.add("found", read.get().size());
					trace.add("rows", this.press.rows("select title from leaflet order by id"));
				}));
		assertThat(traces.get("database")).contains("found: 0");
		assertThat(traces.get("hit statuses")).containsExactly("NONE");
	}

	@Test
	void withoutChangesItAnswersAsAnyOther() {
		Map<String, List<String>> traces = compare(() -> this.readWrite.titled("leaflet 1"),
				(trace, read) -> this.press.openSession(() -> {
					this.press.entityManager.find(Leaflet.class, 2L);
					trace.add("found", read.get().size());
				}));
		assertThat(traces.get("hit statuses")).containsExactly("TTL");
	}

	@Test
	void aNamedQueryMayAskForReadOnlyEntities() {
		Map<String, List<String>> traces = compare(() -> this.named.unchangeable(), (trace, read) -> {
			this.press.transaction(false, () -> read.get().get(0).title = "changed");
			trace.add("rows", this.press.rows("select title from leaflet order by id"));
		});
		assertThat(traces.get("database").toString()).doesNotContain("changed");
	}

	@Test
	void aNamedQueryMayLockWhatItReads() {
		this.press.reset();
		CheckedWriters writers = this.press.bean(CheckedWriters.class);
		for (int i = 0; i < 2; i++) {
			this.press.transaction(false, () -> {
				var leaflets = this.press.accelerate.withAccelerateInfo(() -> this.named.locked());
				assertThat(lockMode(leaflets.data().get(0))).isEqualTo(LockMode.PESSIMISTIC_WRITE);
				assertThat(leaflets.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			});
			this.press.transaction(false, () -> {
				var checked = this.press.accelerate.withAccelerateInfo(() -> writers.checked());
				assertThat(lockMode(checked.data().get(0))).isEqualTo(LockMode.OPTIMISTIC);
				assertThat(checked.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			});
		}
	}

	private LockMode lockMode(Object entity) {
		return this.press.session().getCurrentLockMode(entity);
	}

	private <T> Map<String, List<String>> compare(Supplier<T> read, Scenario<T> scenario) {
		Map<String, List<String>> traces = this.press.compare(read, scenario);
		assertThat(withoutStatements(traces.get("miss"))).isEqualTo(traces.get("database"));
		assertThat(withoutStatements(traces.get("hit"))).isEqualTo(traces.get("database"));
		return traces;
	}

	/**
	 * Leaves out that statements were sent, which is right where the cache is bypassed.
	 */
	private static List<String> withoutStatements(List<String> trace) {
		return trace.stream().filter((line) -> !line.startsWith("a hit sent")).toList();
	}

	@Transactional
	interface ReadWriteLeaflets extends JpaRepository<Leaflet, Long> {

		@Query("select l from Leaflet l where l.title = :title")
		List<Leaflet> titled(String title);

	}

	interface NamedLeaflets extends JpaRepository<Leaflet, Long> {

		List<Leaflet> unchangeable();

		List<Leaflet> locked();

	}

	interface CheckedWriters extends JpaRepository<Writer, Long> {

		List<Writer> checked();

	}

}
