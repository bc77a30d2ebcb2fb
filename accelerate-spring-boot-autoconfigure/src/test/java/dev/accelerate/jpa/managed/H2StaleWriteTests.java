package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link StaleWriteTests} on H2.
 */
class H2StaleWriteTests extends StaleWriteTests {

	H2StaleWriteTests() {
		super(TestDatabase.H2);
	}

}
