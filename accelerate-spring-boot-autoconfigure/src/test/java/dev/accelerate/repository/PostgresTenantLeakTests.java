package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresTenantLeakTests extends TenantLeakTests {

	PostgresTenantLeakTests() {
		super(TestDatabase.POSTGRES);
	}

}
