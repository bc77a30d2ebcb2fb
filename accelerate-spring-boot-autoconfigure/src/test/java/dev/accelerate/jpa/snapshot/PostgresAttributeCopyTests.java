package dev.accelerate.jpa.snapshot;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@link AttributeCopyTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresAttributeCopyTests extends AttributeCopyTests {

	PostgresAttributeCopyTests() {
		super(TestDatabase.POSTGRES);
	}

	@Test
	void valuesOfTheDriverAreCopiedWholeAndApart() {
		copiesAreWhatWasReadAndShareNothing(new Read("values", AttributeRepository::driversValuesInRow));
	}

}
