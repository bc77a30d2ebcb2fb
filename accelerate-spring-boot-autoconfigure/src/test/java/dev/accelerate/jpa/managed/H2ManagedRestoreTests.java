package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link ManagedRestoreTests} on H2.
 */
class H2ManagedRestoreTests extends ManagedRestoreTests {

	H2ManagedRestoreTests() {
		super(TestDatabase.H2);
	}

}
