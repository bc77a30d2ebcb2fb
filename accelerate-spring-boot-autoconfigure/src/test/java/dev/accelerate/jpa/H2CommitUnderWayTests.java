package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

class H2CommitUnderWayTests extends CommitUnderWayTests {

	H2CommitUnderWayTests() {
		super(TestDatabase.H2);
	}

}
