package dev.accelerate.jpa.differential;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.jpa.mapping.Base;
import dev.accelerate.testing.TestDatabase;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateOperations} and every read of every repository: what an application
 * sees of it, and what it does and sends afterwards, is the same with the cache and
 * without, wherever it is called. Rows, arguments and changes are drawn at random.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DifferentialTests {

	private static final long DEFAULT_SEED = 14;

	private static final long SEED = Long.getLong("accelerate.differential.seed", DEFAULT_SEED);

	private static final int ARGUMENTS = Integer.getInteger("accelerate.differential.arguments", 2);

	private static final String SOME = System.getProperty("accelerate.differential.reads", "");

	private final TestDatabase database;

	private final int arguments;

	private final Map<String, String> report = new TreeMap<>();

	private final Set<NotAnswered> seen = EnumSet.noneOf(NotAnswered.class);

	private HarnessApplication application;

	/**
	 * Compares on a database.
	 * @param part the part of all calls that is made
	 */
	DifferentialTests(TestDatabase database, double part) {
		this.database = database;
		this.arguments = (int) Math.max(1, Math.round(ARGUMENTS * part));
	}

	@BeforeAll
	void start() {
		JqwikSession.start();
		this.application = new HarnessApplication(this.database, SEED);
	}

	@AfterAll
	void stop() {
		this.application.close();
		JqwikSession.finish();
		System.out.println("Reads on " + this.database + " with accelerate.differential.seed=" + SEED
				+ ", and how a second call was answered:");
		this.report.forEach((read, outcome) -> System.out.println(read + ": " + outcome));
		this.seen.forEach((exception) -> System.out.println("Not answered, " + exception.description()));
	}

	@ParameterizedTest
	@MethodSource("reads")
	@Order(1)
	void areTheSameWithAndWithoutTheCache(Read read) {
		List<String> differences = new ArrayList<>();
		Map<String, Integer> all = new TreeMap<>();
		StringBuilder line = new StringBuilder();
		for (Place place : Place.values()) {
			Map<String, Integer> outcomes = new TreeMap<>();
			for (int i = 0; i < arguments(read); i++) {
				long seed = SEED * 1_000_003 + read.name().hashCode() * 31L + place.ordinal() * 7L + i;
				Comparison comparison = new Comparison(this.application, read, place, seed);
				differences.addAll(comparison.differences());
				differences.addAll(comparison.withoutBytes());
				outcomes.merge(comparison.outcome(Way.HIT), 1, Integer::sum);
			}
			outcomes.forEach((outcome, times) -> all.merge(outcome, times, Integer::sum));
			line.append(place).append(' ').append(outcomes).append(' ');
			JqwikSession.finishTry();
		}
		this.report.put(read.name(), line.toString().strip());
		assertThat(differences).isEmpty();
		assertAnswered(read, all);
	}

	private int arguments(Read read) {
		return read.repositoryType().getPackage().equals(Base.class.getPackage()) ? (this.arguments + 1) / 2
				: this.arguments;
	}

	/**
	 * A call is answered from the cache if it does not fail, with the exceptions that are
	 * listed.
	 */
	private void assertAnswered(Read read, Map<String, Integer> outcomes) {
		boolean excused = false;
		for (String outcome : outcomes.keySet()) {
			Set<NotAnswered> exceptions = NotAnswered.of(read, outcome);
			this.seen.addAll(exceptions);
			excused |= !exceptions.isEmpty();
			if (!outcome.equals("TTL") && !outcome.equals("fails")) {
				assertThat(exceptions).as(read + " was answered by " + outcome).isNotEmpty();
			}
		}
		if (SEED == DEFAULT_SEED && !excused) {
			assertThat(outcomes).as("how " + read + " was answered").containsKey("TTL");
		}
	}

	List<Read> reads() {
		return this.application.reads.stream()
			.filter((read) -> read.name().contains(SOME)
					&& !NotAnswered.isLeftOut(read, this.database == TestDatabase.POSTGRES))
			.toList();
	}

	/**
	 * Other seeds may not come upon all of them.
	 */
	@Test
	@Order(2)
	void noExceptionIsTooMany() {
		if (SEED == DEFAULT_SEED && SOME.isEmpty()) {
			assertThat(this.seen).containsExactlyInAnyOrder(NotAnswered.values());
		}
	}

	@Test
	@Order(3)
	void thereAreReadsOfEveryShape() {
		assertThat(this.application.reads.stream()
			.filter((read) -> !read.repositoryType().getPackage().equals(Base.class.getPackage())))
			.hasSizeGreaterThan(250);
	}

}
