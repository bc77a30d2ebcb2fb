package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link TenantLeakTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresTenantLeakTests extends TenantLeakTests {

	PostgresTenantLeakTests() {
		super(TestDatabase.POSTGRES);
	}

}
