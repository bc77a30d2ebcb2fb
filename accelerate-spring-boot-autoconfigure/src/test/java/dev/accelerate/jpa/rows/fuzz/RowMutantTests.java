package dev.accelerate.jpa.rows.fuzz;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Invalidations} with a rule broken: random writes and reads find a stale result,
 * so that {@link RowFuzzTests} can fail. Every other time they are about the reads that
 * the rule is about.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowMutantTests {

	private static final int STEPS = 12_000;

	/**
	 * Those of each kind that are found soonest, unless the property says otherwise:
	 * {@code -Daccelerate.rows.mutants=.*} breaks every rule.
	 */
	private static final String MUTANTS = System.getProperty("accelerate.rows.mutants",
			"WRITTEN_ROWS_NOT_NAMED|WRITTEN_VALUES_NOT_NAMED|UNKNOWN_VALUES_NOT_NAMED|UNKNOWN_CONTENTS_NOT_NAMED"
					+ "|OWNERS_NOT_NAMED|UNKNOWN_ROWS_NOT_NAMED|READ_ROWS_FORGOTTEN|OTHER_TABLES_FORGOTTEN"
					+ "|TRIGGERS_NOT_ASKED|CASCADES_NOT_ASKED|FORMULA|COLLECTION_OF_VALUES|MISSING_TO_ONE");

	private final Map<Schema, FuzzApplication> applications = new EnumMap<>(Schema.class);

	static Stream<RowMutant> mutants() {
		return Stream.of(RowMutant.values()).filter((mutant) -> !mutant.isHarmless() && mutant.name().matches(MUTANTS));
	}

	@AfterAll
	void stop() {
		this.applications.values().forEach(FuzzApplication::close);
	}

	@ParameterizedTest
	@MethodSource("mutants")
	void aBrokenRuleIsFound(RowMutant mutant) {
		FuzzApplication application = this.applications.computeIfAbsent(mutant.schema(),
				(schema) -> new FuzzApplication(TestDatabase.H2, schema, true));
		application.breakRule(mutant);
		Fuzz fuzz = new Fuzz(application, RowFuzzTests.ways().stream().filter(mutant::isShownBy).toList(), 42)
			.about(mutant::isAbout)
			.run(STEPS);
		System.out.println(mutant + " is found after " + fuzz.tally.summary() + ": " + fuzz.stale);
		assertThat(fuzz.stale).isNotEmpty();
	}

	@Test
	void marksThatAreSharedAreNoHarm() {
		FuzzApplication application = this.applications.computeIfAbsent(Schema.KEYS,
				(schema) -> new FuzzApplication(TestDatabase.H2, schema, true));
		application.breakRule(RowMutant.MARKS_SHARED);
		Fuzz fuzz = new Fuzz(application, RowFuzzTests.ways(), 42).run(STEPS / 6);
		assertThat(fuzz.stale).isEmpty();
		assertThat(fuzz.tally.survivors()).isPositive();
	}

}
