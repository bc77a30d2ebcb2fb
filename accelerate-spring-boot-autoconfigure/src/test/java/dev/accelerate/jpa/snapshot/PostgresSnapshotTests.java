package dev.accelerate.jpa.snapshot;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link SnapshotTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresSnapshotTests extends SnapshotTests {

	PostgresSnapshotTests() {
		super(TestDatabase.POSTGRES);
	}

}
