package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link IsolationTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresIsolationTests extends IsolationTests {

	PostgresIsolationTests() {
		super(TestDatabase.POSTGRES);
	}

}
