package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link LateCommitTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresLateCommitTests extends LateCommitTests {

	PostgresLateCommitTests() {
		super(TestDatabase.POSTGRES);
	}

}
