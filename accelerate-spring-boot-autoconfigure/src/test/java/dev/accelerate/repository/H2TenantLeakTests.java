package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link TenantLeakTests} on H2.
 */
class H2TenantLeakTests extends TenantLeakTests {

	H2TenantLeakTests() {
		super(TestDatabase.H2);
	}

}
