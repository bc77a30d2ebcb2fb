package dev.accelerate.repository;

import dev.accelerate.test.TestDatabase;

class H2TenantLeakTests extends TenantLeakTests {

	H2TenantLeakTests() {
		super(TestDatabase.H2);
	}

}
