package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

class H2LateCommitTests extends LateCommitTests {

	H2LateCommitTests() {
		super(TestDatabase.H2);
	}

}
