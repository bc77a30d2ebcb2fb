package dev.accelerate.jpa;

import dev.accelerate.test.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresCommitUnderWayTests extends CommitUnderWayTests {

	PostgresCommitUnderWayTests() {
		super(TestDatabase.POSTGRES);
	}

}
