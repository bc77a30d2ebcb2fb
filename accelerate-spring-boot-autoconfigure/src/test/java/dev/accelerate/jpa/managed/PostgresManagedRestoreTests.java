package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link ManagedRestoreTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresManagedRestoreTests extends ManagedRestoreTests {

	PostgresManagedRestoreTests() {
		super(TestDatabase.POSTGRES);
	}

}
