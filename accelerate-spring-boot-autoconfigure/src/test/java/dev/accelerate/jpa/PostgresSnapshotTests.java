package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresSnapshotTests extends SnapshotTests {

	PostgresSnapshotTests() {
		super(TestDatabase.POSTGRES);
	}

}
