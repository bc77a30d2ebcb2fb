package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresIsolationTests extends IsolationTests {

	PostgresIsolationTests() {
		super(TestDatabase.POSTGRES);
	}

}
