package dev.accelerate.jpa.rows;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link WriteWaysTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresWriteWaysTests extends WriteWaysTests {

	PostgresWriteWaysTests() {
		super(TestDatabase.POSTGRES);
	}

}
