package dev.accelerate.nodes;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link RowsOfNodesTests} on a database.
 */

class H2RowsOfNodesTests extends RowsOfNodesTests {

	H2RowsOfNodesTests() {
		super(TestDatabase.H2);
	}

}
