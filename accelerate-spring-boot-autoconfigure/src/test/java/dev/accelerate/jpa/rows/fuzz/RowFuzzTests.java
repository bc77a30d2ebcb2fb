package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Invalidations} against random writes and reads of every kind: no result that is
 * answered from the cache after a write differs from what the database has.
 *
 * <p>
 * {@code -Daccelerate.rows.steps} makes the runs longer, and
 * {@code -Daccelerate.rows.seed} makes others; {@code -Daccelerate.rows.schemas} is a
 * pattern of their schemas. A run of more than five minutes needs
 * {@code -Djunit.jupiter.execution.timeout.mode=disabled}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RowFuzzTests {

	private static final long SEED = Long.getLong("accelerate.rows.seed", 42);

	private static final String SCHEMAS = System.getProperty("accelerate.rows.schemas", ".*");

	/**
	 * Reads by an example, and projections that evaluate expressions, which are not
	 * cached.
	 */
	private static final Set<String> NEVER_ANSWERED = Set.of("Person.count Example", "Person.findAll Example",
			"Person.findOpenById");

	/**
	 * Steps from which on each way should have succeeded and each read been answered.
	 */
	private static final int ENOUGH = 10_000;

	/**
	 * Steps from which on all that was done is told.
	 */
	private static final int LONG = 20_000;

	private final TestDatabase database;

	private final int steps;

	/**
	 * Writes and reads on a database.
	 * @param steps the number of steps in the first schema, unless the property says
	 * otherwise; there are fewer in the others
	 */
	RowFuzzTests(TestDatabase database, int steps) {
		this.database = database;
		this.steps = Integer.getInteger("accelerate.rows.steps", steps);
	}

	@ParameterizedTest
	@MethodSource("schemas")
	void noResultIsOlderThanAWrite(Schema schema) {
		int own = (schema == Schema.KEYS) ? this.steps : this.steps / 3;
		try (FuzzApplication application = new FuzzApplication(this.database, schema)) {
			long start = System.nanoTime();
			Fuzz fuzz = new Fuzz(application, ways(), SEED).run(own);
			System.out.println(own + " steps on " + this.database + " with " + schema + " and -Daccelerate.rows.seed="
					+ SEED + " took " + (System.nanoTime() - start) / 1_000_000 + " ms: "
					+ ((this.steps < LONG) ? fuzz.tally.summary() : fuzz.tally));
			assertThat(fuzz.stale).as("stale results with seed " + SEED).isEmpty();
			// A cache that never answers is never wrong.
			assertThat(fuzz.tally.hits()).as("hits").isGreaterThan(fuzz.tally.all() / 6);
			assertThat(fuzz.tally.survivors()).as("hits after a write").isGreaterThan(fuzz.tally.hits() / 20);
			assertThat(fuzz.tally.ways()).isGreaterThan(150);
			assertThat(fuzz.tally.methods()).isGreaterThan(300);
			if (own >= ENOUGH) {
				// Some need rows that chance seldom leaves.
				assertThat(fuzz.tally.withoutSuccess()).as("ways that never succeeded").hasSizeLessThan(5);
				assertThat(fuzz.unanswered()).containsAll(NEVER_ANSWERED).hasSizeLessThan(NEVER_ANSWERED.size() + 5);
				assertThat(fuzz.tally.surviving()).as("reads whose results survived a write").hasSizeGreaterThan(50);
			}
		}
	}

	final List<Schema> schemas() {
		return Stream.of(Schema.values())
			.filter((schema) -> schema.isFor(this.database) && schema.name().matches(SCHEMAS))
			.toList();
	}

	static List<Way> ways() {
		List<Way> ways = new ArrayList<>(PersonWays.all());
		ways.addAll(CollectionWays.all());
		ways.addAll(MappingWays.all());
		ways.addAll(HiddenWays.all());
		ways.addAll(SessionWays.all());
		ways.addAll(StatementWays.all());
		return ways;
	}

}
