package dev.accelerate.jpa;

import dev.accelerate.test.TestDatabase;

class H2SnapshotTests extends SnapshotTests {

	H2SnapshotTests() {
		super(TestDatabase.H2);
	}

}
