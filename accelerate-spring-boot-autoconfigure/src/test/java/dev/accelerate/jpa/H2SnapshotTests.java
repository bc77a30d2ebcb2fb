package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

class H2SnapshotTests extends SnapshotTests {

	H2SnapshotTests() {
		super(TestDatabase.H2);
	}

}
