package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresCommitUnderWayTests extends CommitUnderWayTests {

	PostgresCommitUnderWayTests() {
		super(TestDatabase.POSTGRES);
	}

}
