package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link LateCommitTests} on H2.
 */
class H2LateCommitTests extends LateCommitTests {

	H2LateCommitTests() {
		super(TestDatabase.H2);
	}

}
