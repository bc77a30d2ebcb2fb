package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link ResultShapeTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresResultShapeTests extends ResultShapeTests {

	PostgresResultShapeTests() {
		super(TestDatabase.POSTGRES);
	}

}
