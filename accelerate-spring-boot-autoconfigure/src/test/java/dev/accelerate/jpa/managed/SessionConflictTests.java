package dev.accelerate.jpa.managed;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.managed.Press.Leaflet;
import dev.accelerate.jpa.managed.Press.Subject;
import dev.accelerate.jpa.managed.Press.Writer;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NotRestorableException}: where a cached result does not fit the state of the
 * open session or transaction, the database answers, and a bypass is counted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionConflictTests {

	private final TestDatabase database;

	private PressApplication press;

	SessionConflictTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.press = new PressApplication(this.database);
	}

	@BeforeEach
	void fill() {
		this.press.reset();
		this.press.writers.withSubjects();
		this.press.leaflets.all();
		this.press.leaflets.titles();
		this.press.bypasses();
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@Test
	void anEntityThatIsDeletedHere() {
		this.press.transaction(false, () -> {
			this.press.entityManager.remove(this.press.entityManager.find(Writer.class, 3L));
			assertBypassed("unflushed-changes", this.press.leaflets::titles);
			assertThat(this.press.writers.all()).hasSize(2);
		});
		this.press.openSession(() -> {
			Leaflet removed = this.press.entityManager.find(Leaflet.class, 1L);
			this.press.session().remove(removed);
			assertBypassed("session-deleted", this.press.leaflets::all);
		});
	}

	@Test
	void anotherVersionOfAnEntity() {
		this.press.jdbc.update("update writer set version = 7, name = 'other' where id = 1");
		this.press.openSession(() -> {
			Writer held = this.press.entityManager.find(Writer.class, 1L);
			assertBypassed("session-version", this.press.writers::withSubjects);
			assertThat(this.press.writers.withSubjects().get(0)).isSameAs(held);
			assertThat(held.name).isEqualTo("other");
		});
	}

	@Test
	void changesThatAreNotFlushed() {
		this.press.transaction(false, () -> {
			Leaflet leaflet = this.press.leaflets.all().get(0);
			assertThat(statusOf(this.press.accelerate, this.press.leaflets::titles)).isEqualTo(CacheStatus.TTL);
			leaflet.title = "changed";
			assertBypassed("unflushed-changes", this.press.leaflets::titles);
			assertThat(this.press.leaflets.titles()).contains("changed");
		});
		this.press.reset();
		this.press.leaflets.titles();
		this.press.leaflets.withLabels();
		this.press.transaction(false, () -> {
			this.press.leaflets.withLabels().get(0).labels.add("new");
			assertBypassed("unflushed-changes", this.press.leaflets::titles);
		});
		this.press.transaction(false, () -> {
			this.press.writers.withEssays().get(0).essays.remove(0);
			assertBypassed("unflushed-changes", this.press.leaflets::titles);
		});
		this.press.transaction(false, () -> {
			Writer writer = new Writer();
			writer.id = 9L;
			this.press.entityManager.persist(writer);
			assertBypassed("unflushed-changes", this.press.leaflets::titles);
		});
	}

	@Test
	void aWriteOfTheTransaction() {
		List<Runnable> writes = List.of(
				() -> this.press.entityManager.createQuery("update Leaflet set title = 'written'").executeUpdate(),
				() -> this.press.entityManager.createNativeQuery("update leaflet set title = 'written'")
					.executeUpdate(),
				() -> this.press.jdbc.update("update leaflet set title = 'written'"), () -> {
					this.press.entityManager.find(Leaflet.class, 1L).title = "written";
					this.press.entityManager.flush();
				});
		for (Runnable write : writes) {
			this.press.transaction(false, () -> {
				assertThat(statusOf(this.press.accelerate, this.press.leaflets::titles)).isEqualTo(CacheStatus.TTL);
				write.run();
				assertBypassed("read-write-transaction", this.press.leaflets::titles);
				assertThat(this.press.leaflets.titles()).contains("written");
			});
			fill();
		}
	}

	@Test
	void twoInstancesOfOneRow() {
		List<Leaflet> detached = this.press.leaflets.firstTwice();
		assertThat(detached.get(0)).isNotSameAs(detached.get(1));
		assertThat(statusOf(this.press.accelerate, this.press.leaflets::firstTwice)).isEqualTo(CacheStatus.TTL);
		this.press.openSession(() -> {
			assertBypassed("session-own-code", this.press.leaflets::firstTwice);
			List<Leaflet> managed = this.press.leaflets.firstTwice();
			assertThat(managed.get(0)).isSameAs(managed.get(1));
			assertThat(this.press.entityManager.contains(managed.get(0))).isTrue();
		});
	}

	@Test
	void aWriteThatIsRolledBackIsNeverStored() {
		this.press.rolledBack(() -> {
			this.press.jdbc.update("update leaflet set title = 'written'");
			assertThat(this.press.leaflets.titles()).contains("written");
			assertThat(this.press.leaflets.all().get(0).title).isEqualTo("written");
		});
		assertThat(this.press.leaflets.titles()).doesNotContain("written");
		assertThat(this.press.leaflets.all().get(0).title).isEqualTo("leaflet 1");
	}

	@Test
	void aLockOfTheTransaction() {
		List<Runnable> locks = List.of(
				() -> this.press.entityManager.find(Writer.class, 1L, LockModeType.PESSIMISTIC_WRITE),
				() -> this.press.entityManager.createNativeQuery("select id from writer for update").getResultList(),
				() -> this.press.jdbc.queryForList("select id from writer"),
				() -> this.press.entityManager.createQuery("select w from Writer w", Writer.class)
					.setLockMode(LockModeType.PESSIMISTIC_WRITE)
					.getResultList());
		for (Runnable lock : locks) {
			this.press.transaction(false, () -> {
				lock.run();
				assertBypassed("read-write-transaction", this.press.leaflets::titles);
			});
		}
	}

	@Test
	void aReadInsideAFlushOrLoadIsLeftAlone() {
		this.press.openSession(() -> {
			this.press.session().getPersistenceContextInternal().beforeLoad();
			try {
				assertBypassed("busy-session", this.press.leaflets::titles);
			}
			finally {
				this.press.session().getPersistenceContextInternal().afterLoad();
			}
		});
	}

	@Test
	void entitiesThatAQueryMakes() {
		assertThat(statusOf(this.press.accelerate, this.press.leaflets::made)).isEqualTo(CacheStatus.MISS);
		assertThat(statusOf(this.press.accelerate, this.press.leaflets::made)).isEqualTo(CacheStatus.TTL);
		this.press.openSession(() -> {
			assertBypassed("session-own-code", this.press.leaflets::made);
			assertThat(this.press.entityManager.contains(this.press.leaflets.made().get(0))).isFalse();
			assertThat(this.press.entityManager.find(Subject.class, 1L).name).isEqualTo("subject 1");
		});
	}

	@Test
	void entitiesThatCodeOfTheApplicationReturns() {
		this.press.leaflets.own();
		this.press.openSession(() -> assertBypassed("session-own-code", this.press.leaflets::own));
	}

	@Test
	void entitiesThatAQueryWantsReadOnly() {
		this.press.leaflets.readOnly();
		this.press.openSession(() -> {
			assertBypassed("session-own-code", this.press.leaflets::readOnly);
			Leaflet leaflet = this.press.leaflets.readOnly().get(0);
			this.press.transaction(false, () -> leaflet.title = "not written");
		});
		assertThat(this.press.rows("select title from leaflet where id = 1").toString()).contains("leaflet 1");
	}

	@Test
	void theApplicationMayChooseDetachedCopiesOrTheDatabase() {
		try (PressApplication detached = new PressApplication(this.database,
				"accelerate.entities.in-open-session=detached");
				PressApplication bypassing = new PressApplication(this.database,
						"accelerate.entities.in-open-session=bypass", "accelerate.transactions.read-write=bypass")) {
			detached.reset();
			bypassing.reset();
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				detached.openSession(() -> {
					assertThat(statusOf(detached.accelerate, detached.leaflets::all)).isEqualTo(status);
					assertThat(detached.leaflets.all()).noneMatch(detached.entityManager::contains);
				});
			}
			detached.transaction(false, () -> {
				assertThat(statusOf(detached.accelerate, detached.leaflets::all)).isEqualTo(CacheStatus.NONE);
				detached.leaflets.all().get(0).title = "written";
			});
			assertThat(detached.bypasses()).containsOnly("open-session");
			assertThat(detached.rows("select title from leaflet where id = 1").toString()).contains("written");
			bypassing.leaflets.all();
			bypassing.openSession(() -> assertThat(statusOf(bypassing.accelerate, bypassing.leaflets::all))
				.isEqualTo(CacheStatus.NONE));
			assertThat(bypassing.bypasses()).containsExactly("open-session");
			bypassing.transaction(false, () -> assertThat(statusOf(bypassing.accelerate, bypassing.leaflets::titles))
				.isEqualTo(CacheStatus.NONE));
			assertThat(bypassing.bypasses()).containsExactly("read-write-transaction");
		}
	}

	/**
	 * Results are stored though the session held some of their entities, as long as these
	 * are as they were read.
	 */
	@Test
	void aResultWithEntitiesThatTheSessionWasGivenIsStored() {
		this.press.openSession(() -> {
			this.press.leaflets.all();
			assertStored(this.press.leaflets::withLabels);
			assertStored(this.press.leaflets::projected);
		});
		this.press.accelerate.invalidateAll();
		this.press.leaflets.all();
		this.press.openSession(() -> {
			this.press.leaflets.all().get(0).title = "changed in memory";
			assertThat(statusOf(this.press.accelerate, this.press.leaflets::withLabels)).isEqualTo(CacheStatus.MISS);
			assertThat(statusOf(this.press.accelerate, this.press.leaflets::withLabels)).isEqualTo(CacheStatus.MISS);
		});
		this.press.transaction(true, () -> {
			this.press.leaflets.all().get(0).title = "changed in memory";
			assertThat(statusOf(this.press.accelerate, this.press.leaflets::withLabels)).isEqualTo(CacheStatus.MISS);
			assertThat(statusOf(this.press.accelerate, this.press.leaflets::withLabels)).isEqualTo(CacheStatus.MISS);
		});
		this.press.transaction(true, () -> {
			this.press.leaflets.all();
			assertStored(this.press.leaflets::withLabels);
		});
	}

	/**
	 * What the session was given depends on the same tags as in the cache, wherever it
	 * goes.
	 */
	@Test
	void whatTheSessionWasGivenKeepsItsTags() {
		this.press.leaflets.tagged();
		this.press.openSession(() -> {
			this.press.leaflets.tagged();
			this.press.jdbc.update("update leaflet set title = 'other' where id = 1");
			this.press.accelerate.invalidate("leaflets");
			assertThat(this.press.leaflets.withLabels().get(0).title).isEqualTo("leaflet 1");
		});
		assertThat(statusOf(this.press.accelerate, this.press.leaflets::withLabels)).isEqualTo(CacheStatus.MISS);
		assertThat(this.press.leaflets.withLabels().get(0).title).isEqualTo("other");
	}

	private void assertStored(Supplier<?> read) {
		assertThat(statusOf(this.press.accelerate, read)).isEqualTo(CacheStatus.MISS);
		assertThat(statusOf(this.press.accelerate, read)).isEqualTo(CacheStatus.TTL);
	}

	private void assertBypassed(String reason, Supplier<?> read) {
		this.press.bypasses();
		assertThat(statusOf(this.press.accelerate, read)).isEqualTo(CacheStatus.NONE);
		assertThat(this.press.bypasses()).containsExactly(reason);
	}

}
