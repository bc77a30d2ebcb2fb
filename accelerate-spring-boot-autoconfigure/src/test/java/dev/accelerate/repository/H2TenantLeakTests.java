package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

class H2TenantLeakTests extends TenantLeakTests {

	H2TenantLeakTests() {
		super(TestDatabase.H2);
	}

}
