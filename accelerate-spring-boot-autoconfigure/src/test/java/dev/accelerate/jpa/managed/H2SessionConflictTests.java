package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link SessionConflictTests} on H2.
 */
class H2SessionConflictTests extends SessionConflictTests {

	H2SessionConflictTests() {
		super(TestDatabase.H2);
	}

}
