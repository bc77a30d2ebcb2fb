package dev.accelerate.jpa.rows.fuzz;

import java.util.List;
import java.util.Map;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.LostAnnouncements;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.jpa.rows.RowMappings;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Invalidations} while threads write and read rows at once: no result is older
 * than a commit that returned, or that somebody saw. How the threads are interleaved is
 * up to the machine.
 */
class RowRaceTests {

	private static final int OPERATIONS = Integer.getInteger("accelerate.rows.operations", 10_000);

	private static final long SEED = Long.getLong("accelerate.rows.seed", 42);

	@Test
	void noResultIsOlderThanACommit() throws Exception {
		try (FuzzApplication application = new FuzzApplication(TestDatabase.H2, Schema.KEYS)) {
			RowRace race = new RowRace(application).run(SEED, OPERATIONS);
			System.out.println(race.reads + " reads at once with writes, " + race.hits + " hits");
			assertThat(race.violations).as("with -Daccelerate.rows.seed=%s", SEED).isEmpty();
			// A cache that never answers is never wrong.
			assertThat(race.hits.get()).isGreaterThan(race.reads.get() / 20);
		}
	}

	@Test
	void theCheckFindsRowsThatAreNotPending() throws Exception {
		try (FuzzApplication application = new FuzzApplication(TestDatabase.H2, Schema.KEYS)) {
			RowRace race = new RowRace(application);
			EntityPersister person = application.sessionFactory.getMappingMetamodel().getEntityDescriptor(Person.class);
			long[] marks = race.ids()
				.stream()
				.mapToLong((id) -> RowMappings.of(application.sessionFactory).of(person).mark(person, id))
				.toArray();
			LostAnnouncements.lose(application.invalidations,
					InvalidationRecord.of(application.bean(TableDirectory.class).tables(List.of("person")))
						.withRows(Map.of("person", TableRows.of(0, marks))));
			assertThat(race.run(SEED, 3 * OPERATIONS).violations).isNotEmpty();
		}
	}

}
