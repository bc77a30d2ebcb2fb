package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link SessionConflictTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresSessionConflictTests extends SessionConflictTests {

	PostgresSessionConflictTests() {
		super(TestDatabase.POSTGRES);
	}

}
