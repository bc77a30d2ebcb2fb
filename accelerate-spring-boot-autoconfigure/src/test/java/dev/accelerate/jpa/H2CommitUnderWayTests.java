package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link CommitUnderWayTests} on H2.
 */
class H2CommitUnderWayTests extends CommitUnderWayTests {

	H2CommitUnderWayTests() {
		super(TestDatabase.H2);
	}

}
