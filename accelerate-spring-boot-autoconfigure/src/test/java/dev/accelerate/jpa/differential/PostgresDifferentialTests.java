package dev.accelerate.jpa.differential;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link DifferentialTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresDifferentialTests extends DifferentialTests {

	PostgresDifferentialTests() {
		super(TestDatabase.POSTGRES);
	}

}
