package dev.accelerate.jpa.snapshot;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link SnapshotTests} on H2.
 */
class H2SnapshotTests extends SnapshotTests {

	H2SnapshotTests() {
		super(TestDatabase.H2);
	}

}
