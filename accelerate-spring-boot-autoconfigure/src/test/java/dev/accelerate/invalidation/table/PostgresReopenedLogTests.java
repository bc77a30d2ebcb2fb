package dev.accelerate.invalidation.table;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link TableInvalidationChannel} on PostgreSQL that is replaced by another one.
 */
@Tag("postgres")
class PostgresReopenedLogTests extends ReopenedLogTests {

	@Override
	TestDatabase server() {
		return TestDatabase.POSTGRES;
	}

}
