package dev.accelerate.jpa.differential;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link DifferentialTests} on PostgreSQL, with half of the calls, as it takes longer.
 */
@Tag("postgres")
class PostgresDifferentialTests extends DifferentialTests {

	PostgresDifferentialTests() {
		super(TestDatabase.POSTGRES, 0.5);
	}

}
