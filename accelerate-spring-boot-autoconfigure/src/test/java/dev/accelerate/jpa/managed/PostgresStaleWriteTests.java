package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link StaleWriteTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresStaleWriteTests extends StaleWriteTests {

	PostgresStaleWriteTests() {
		super(TestDatabase.POSTGRES);
	}

}
