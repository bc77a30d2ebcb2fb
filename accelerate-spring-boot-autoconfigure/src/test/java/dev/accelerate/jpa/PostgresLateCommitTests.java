package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresLateCommitTests extends LateCommitTests {

	PostgresLateCommitTests() {
		super(TestDatabase.POSTGRES);
	}

}
