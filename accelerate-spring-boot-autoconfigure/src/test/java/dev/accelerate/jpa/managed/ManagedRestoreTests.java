package dev.accelerate.jpa.managed;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.jpa.managed.Press.Essay;
import dev.accelerate.jpa.managed.Press.House;
import dev.accelerate.jpa.managed.Press.Leaflet;
import dev.accelerate.jpa.managed.Press.Subject;
import dev.accelerate.jpa.managed.Press.Writer;
import dev.accelerate.jpa.managed.PressApplication.Scenario;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.PersistenceContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OpenSessionMode#MANAGED}: whatever an application does in an open session with
 * what cached reads return, it sees and sends what it would without the cache.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManagedRestoreTests {

	private final TestDatabase database;

	private PressApplication press;

	ManagedRestoreTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.press = new PressApplication(this.database);
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@Test
	void entitiesAreManagedWithWhatTheQueryLoaded() {
		equal(this.press.writers::withSubjects, (trace, read) -> this.press.openSession(() -> {
			List<Writer> writers = read.get();
			Writer first = writers.get(0);
			trace.add("managed", this.press.entityManager.contains(first));
			trace.add("status", entry(first));
			trace.add("names", writers.stream().map((writer) -> writer.name).toList());
			trace.add("subjects loaded", Hibernate.isInitialized(first.subjects));
			trace.add("subjects", first.subjects.stream().map((subject) -> subject.name).sorted().toList());
			trace.add("one instance of a row", writers.get(1).subjects.stream().allMatch(first.subjects::contains));
			trace.add("house loaded", Hibernate.isInitialized(first.house));
			trace.sending("house", () -> trace.add("name", first.house.getName()));
			trace.sending("office", () -> trace.add("name", first.address.office.getName()));
			trace.sending("essays",
					() -> trace.add("titles", first.essays.stream().map((essay) -> essay.title).toList()));
			trace.sending("find", () -> trace.add("same", this.press.entityManager.find(Writer.class, 1L) == first));
			trace.sending("reference",
					() -> trace.add("same", this.press.entityManager.getReference(Writer.class, 1L) == first));
			trace.add("held", held());
		}));
	}

	@Test
	void changesAreWrittenAsThoseOfAQuerysResult() {
		equal(this.press.writers::withSubjects, (trace, read) -> this.press.openSession(() -> {
			List<Writer> writers = read.get();
			trace.sending("nothing", () -> this.press.transaction(false, () -> {
			}));
			trace.sending("name", () -> this.press.transaction(false, () -> writers.get(0).name = "changed"));
			trace.sending("avatar", () -> this.press.transaction(false, () -> writers.get(1).avatar[0] = 9));
			trace.sending("city", () -> this.press.transaction(false, () -> writers.get(1).address.city = "Rome"));
			trace.sending("subjects", () -> this.press.transaction(false, () -> {
				writers.get(2).subjects.removeIf((subject) -> subject.id == 1);
				writers.get(2).subjects.add(this.press.entityManager.getReference(Subject.class, 4L));
			}));
			trace.sending("nothing again", () -> this.press.transaction(false, () -> {
			}));
			trace.add("rows", this.press.rows("select * from writer order by id").stream().map(Press::text).toList());
			trace.add("subjects", this.press.rows("select * from writer_subjects order by 1, 2"));
		}));
	}

	@Test
	void collectionsOfValuesKeepTrackOfTheirChanges() {
		equal(this.press.writers::withValues, (trace, read) -> this.press.openSession(() -> {
			Writer writer = read.get().get(0);
			trace.add("values", writer.attributes + " " + writer.lines);
			trace.sending("change", () -> this.press.transaction(false, () -> {
				writer.attributes.put("a", "9");
				writer.attributes.remove("b");
				writer.attributes.put("c", "3");
				writer.lines.add(1, "between");
			}));
			trace.add("attributes", this.press.rows("select * from writer_attributes order by 1, 2, 3"));
			trace.add("lines", this.press.rows("select * from writer_lines order by 1, 2, 3"));
		}));
	}

	@Test
	void orphansAreRemovedAndNewElementsSaved() {
		equal(this.press.writers::withEssays, (trace, read) -> this.press.openSession(() -> {
			Writer writer = read.get().get(0);
			trace.add("back", writer.essays.get(0).writer == writer);
			trace.sending("change", () -> this.press.transaction(false, () -> {
				writer.essays.remove(0);
				Essay essay = new Essay();
				essay.id = 77L;
				essay.title = "new";
				essay.writer = writer;
				writer.essays.add(essay);
			}));
			trace.add("rows", this.press.rows("select * from essay order by id"));
		}));
	}

	@Test
	void findRefreshDetachAndMergeWork() {
		equal(this.press.writers::withSubjects, (trace, read) -> this.press.openSession(() -> {
			List<Writer> writers = read.get();
			trace.sending("all", () -> this.press.transaction(false, () -> {
				this.press.jdbc.update("update writer set name = 'fresh' where id = 1");
				trace.sending("refresh", () -> this.press.entityManager.refresh(writers.get(0)));
				trace.add("name", writers.get(0).name);
				trace.sending("detach", () -> this.press.entityManager.detach(writers.get(1)));
				trace.sending("lazy", () -> writers.get(1).essays.size());
				writers.get(1).name = "merged";
				trace.sending("merge",
						() -> trace.add("another", this.press.entityManager.merge(writers.get(1)) != writers.get(1)));
				trace.sending("merge of a managed one",
						() -> trace.add("same", this.press.entityManager.merge(writers.get(2)) == writers.get(2)));
				trace.sending("delete", () -> this.press.entityManager.remove(writers.get(2)));
			}));
			trace.add("rows", this.press.rows("select id, name, version from writer order by id"));
		}));
	}

	@Test
	void whatTheSessionHoldsStaysAndWins() {
		equal(this.press.writers::withSubjects, (trace, read) -> this.press.openSession(() -> {
			Writer held = this.press.entityManager.find(Writer.class, 1L);
			House house = this.press.entityManager.getReference(House.class, 2L);
			held.name = "changed in memory";
			List<Writer> writers = read.get();
			trace.add("same", writers.get(0) == held);
			trace.add("name", held.name);
			trace.add("completed", Hibernate.isInitialized(held.subjects));
			trace.add("subjects", held.subjects.size());
			trace.add("proxy", held.house == house);
			trace.add("again", read.get().get(0) == held);
			trace.sending("write", () -> this.press.transaction(false, () -> held.subjects.removeIf((s) -> s.id == 1)));
			trace.add("held", held());
		}));
	}

	@Test
	void proxiesOfTheSessionAreUsed() {
		equal(this.press.writers::withHouse, (trace, read) -> this.press.openSession(() -> {
			Writer proxy = this.press.entityManager.getReference(Writer.class, 1L);
			House house = this.press.entityManager.getReference(House.class, 2L);
			List<Writer> writers = read.get();
			trace.add("proxy", writers.get(0) == proxy);
			trace.add("loaded", Hibernate.isInitialized(proxy));
			trace.add("house", ((Writer) Hibernate.unproxy(proxy)).house == house);
			trace.sending("name", () -> trace.add("name", house.getName()));
		}));
	}

	@Test
	void inAReadOnlyTransactionEntitiesAreReadOnly() {
		equal(this.press.writers::withSubjects, (trace, read) -> this.press.transaction(true, () -> {
			Writer writer = read.get().get(0);
			trace.add("status", entry(writer));
			writer.name = "not written";
			writer.subjects.clear();
			trace.sending("house", () -> trace.add("name", writer.house.getName()));
		}));
		assertThat(this.press.rows("select name from writer where id = 1").toString()).contains("writer 1");
	}

	@Test
	void inAReadWriteTransactionEntitiesAreManaged() {
		equal(this.press.leaflets::withLabels, (trace, read) -> {
			this.press.transaction(false, () -> {
				Leaflet leaflet = read.get().get(0);
				trace.add("status", entry(leaflet));
				leaflet.title = "written";
				leaflet.address.city = "Rome";
				leaflet.labels.remove("x");
			});
			trace.add("rows", this.press.rows("select * from leaflet order by id").stream().map(Press::text).toList());
			trace.add("labels", this.press.rows("select * from leaflet_labels order by 1, 2"));
		});
	}

	private <T> void equal(Supplier<T> read, Scenario<T> scenario) {
		Map<String, List<String>> traces = this.press.compare(read, scenario);
		assertThat(traces.get("hit statuses")).startsWith("TTL");
		assertThat(traces.get("miss statuses")).startsWith("MISS");
		assertThat(traces.get("miss")).isEqualTo(traces.get("database"));
		assertThat(traces.get("hit")).isEqualTo(traces.get("database"));
	}

	private String entry(Object entity) {
		return String.valueOf(
				this.press.session().getPersistenceContextInternal().getEntry(Hibernate.unproxy(entity)).getStatus());
	}

	private String held() {
		PersistenceContext context = this.press.session().getPersistenceContextInternal();
		return context.getEntitiesByKey().size() + " entities, " + context.getCollectionEntriesSize() + " collections";
	}

}
