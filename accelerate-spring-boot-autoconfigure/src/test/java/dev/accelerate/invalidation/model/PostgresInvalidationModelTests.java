package dev.accelerate.invalidation.model;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link InvalidationModelTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresInvalidationModelTests extends InvalidationModelTests {

	PostgresInvalidationModelTests() {
		super(TestDatabase.POSTGRES, 100_000);
	}

}
