package dev.accelerate.nodes;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link NodesTests} on a database.
 */
class H2NodesTests extends NodesTests {

	H2NodesTests() {
		super(TestDatabase.H2);
	}

}
