package dev.accelerate.jpa.managed;

import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.managed.Press.Leaflet;
import dev.accelerate.jpa.managed.Press.Subject;
import dev.accelerate.jpa.snapshot.StaleWriteGuard;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.orm.ObjectOptimisticLockingFailureException;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link StaleWriteGuard}: no write of what came from the cache goes through if its row
 * has changed since, whoever changed it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StaleWriteTests {

	private final TestDatabase database;

	private PressApplication press;

	StaleWriteTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.press = new PressApplication(this.database);
	}

	@BeforeEach
	void reset() {
		this.press.reset();
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@Test
	void changeOfAStaleRowIsRefused() {
		assertRefused(() -> this.press.leaflets.all().get(0), "update leaflet set text = 'other' where id = 1",
				(leaflet) -> leaflet.title = "mine");
		assertThat(this.press.rows("select title, text from leaflet where id = 1").toString()).contains("leaflet 1",
				"other");
	}

	@Test
	void changeOfAStaleReferenceIsRefused() {
		assertRefused(() -> this.press.leaflets.all().get(0), "update leaflet set house_id = 4 where id = 1",
				(leaflet) -> leaflet.title = "mine");
		assertRefused(() -> this.press.leaflets.all().get(1), "update leaflet set house_id = null where id = 2",
				(leaflet) -> leaflet.title = "mine");
		assertRefused(() -> this.press.leaflets.all().get(2), "update leaflet set office_id = 4 where id = 3",
				(leaflet) -> leaflet.title = "mine");
	}

	@Test
	void changeOfARowThatIsGoneIsRefused() {
		assertRefused(() -> this.press.leaflets.all().get(0),
				"delete from leaflet_labels; delete from leaflet_subjects; delete from leaflet where id = 1",
				(leaflet) -> leaflet.title = "mine");
	}

	@Test
	void deletionOfAStaleRowIsRefused() {
		assertRefused(() -> this.press.leaflets.all().get(0), "update leaflet set text = 'other' where id = 1",
				this.press.entityManager::remove);
		assertThat(this.press.rows("select * from leaflet")).hasSize(3);
	}

	@Test
	void mergeOntoAStaleRowIsRefused() {
		assertRefused(() -> this.press.leaflets.all().get(0), "update leaflet set text = 'other' where id = 1",
				(leaflet) -> {
					Leaflet detached = new Leaflet();
					detached.id = 1L;
					detached.title = "mine";
					detached.text = leaflet.text;
					assertThat(this.press.entityManager.merge(detached)).isSameAs(leaflet);
				});
	}

	@Test
	void changeOfAStaleCollectionIsRefused() {
		assertRefused(() -> this.press.leaflets.withLabels().get(0),
				"insert into leaflet_labels (leaflet_id, labels) values (1, 'z')",
				(leaflet) -> leaflet.labels.remove("x"));
		assertRefused(() -> this.press.leaflets.withLabels().get(1), "delete from leaflet_labels where labels = 'x'",
				(leaflet) -> leaflet.labels.add("new"));
		assertRefused(() -> this.press.leaflets.withSubjects().get(2),
				"update leaflet_subjects set subjects_id = 4 where leaflet_id = 3 and subjects_order = 1",
				(leaflet) -> leaflet.subjects.add(this.press.entityManager.getReference(Subject.class, 1L)));
		assertRefused(() -> this.press.leaflets.withLabels().get(2),
				"insert into leaflet_labels (leaflet_id, labels) values (3, 'z')", this.press.entityManager::remove);
	}

	@Test
	void changeOfAStaleVersionIsRefused() {
		assertRefused(() -> this.press.writers.all().get(0),
				"update writer set name = 'other', version = version + 1 where id = 1",
				(writer) -> writer.name = "mine");
		assertRefused(() -> this.press.writers.withSubjects().get(1),
				"update writer set version = version + 1 where id = 2", (writer) -> writer.subjects.clear());
	}

	@Test
	void changeInAReadWriteTransactionIsGuardedToo() {
		this.press.leaflets.all();
		this.press.jdbc.update("update leaflet set text = 'other' where id = 1");
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> this.press.transaction(false, () -> {
				assertThat(statusOf(this.press.accelerate, this.press.leaflets::all)).isEqualTo(CacheStatus.TTL);
				this.press.leaflets.all().get(0).title = "mine";
			}));
	}

	@Test
	void anotherSessionsWriteIsNotOverwritten() {
		this.press.leaflets.withLabels();
		this.press.openSession(() -> {
			Leaflet stale = this.press.leaflets.withLabels().get(0);
			Thread other = new Thread(() -> this.press.transaction(false, () -> {
				Leaflet leaflet = this.press.entityManager.find(Leaflet.class, 1L);
				leaflet.text = "other";
				leaflet.labels.add("other");
			}));
			other.start();
			join(other);
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.press.transaction(false, () -> stale.title = "mine"));
		});
		assertThat(this.press.rows("select title, text from leaflet where id = 1").toString()).contains("leaflet 1",
				"other");
	}

	@Test
	void whatIsUnchangedIsWrittenAfterOneQuery() {
		this.press.leaflets.withLabels();
		this.press.openSession(() -> {
			Leaflet leaflet = this.press.leaflets.withLabels().get(0);
			long before = this.press.guarded();
			this.press.transaction(false, () -> leaflet.title = "mine");
			assertThat(this.press.guarded()).isEqualTo(before + 1);
			this.press.transaction(false, () -> leaflet.title = "mine again");
			assertThat(this.press.guarded()).isEqualTo(before + 1);
			this.press.transaction(false, () -> leaflet.labels.add("mine"));
			assertThat(this.press.guarded()).isEqualTo(before + 2);
		});
		assertThat(this.press.rows("select title from leaflet where id = 1").toString()).contains("mine again");
	}

	@Test
	void whatTheSessionReadItselfIsNotGuarded() {
		this.press.leaflets.all();
		this.press.openSession(() -> {
			Leaflet leaflet = this.press.leaflets.all().get(0);
			this.press.jdbc.update("update leaflet set text = 'other' where id = 1");
			long before = this.press.guarded();
			this.press.transaction(false, () -> {
				this.press.entityManager.refresh(leaflet);
				leaflet.title = "mine";
			});
			this.press.transaction(false, () -> this.press.entityManager.find(Subject.class, 1L).name = "mine");
			assertThat(this.press.guarded()).isEqualTo(before);
		});
		assertThat(this.press.rows("select title, text from leaflet where id = 1").toString()).contains("mine",
				"other");
	}

	@Test
	void theFailureNamesTheEntityAndTheRemedy() {
		this.press.leaflets.all();
		this.press.openSession(() -> {
			Leaflet leaflet = this.press.leaflets.all().get(0);
			this.press.jdbc.update("update leaflet set text = 'other' where id = 1");
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.press.transaction(false, () -> leaflet.title = "mine"))
				.withMessageContaining(Leaflet.class.getName())
				.withMessageContaining("query cache")
				.withMessageContaining("CacheOptions.none()");
		});
	}

	/**
	 * Has an entity come from the cache, its row changed behind the back of cache and
	 * session, and the entity changed by the application.
	 */
	private <T> void assertRefused(Supplier<T> read, String other, Consumer<T> change) {
		read.get();
		this.press.openSession(() -> {
			T entity = read.get();
			for (String statement : other.split("; ")) {
				this.press.jdbc.update(statement);
			}
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.press.transaction(false, () -> change.accept(entity)));
		});
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
