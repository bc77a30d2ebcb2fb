package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link CommitUnderWayTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresCommitUnderWayTests extends CommitUnderWayTests {

	PostgresCommitUnderWayTests() {
		super(TestDatabase.POSTGRES);
	}

}
