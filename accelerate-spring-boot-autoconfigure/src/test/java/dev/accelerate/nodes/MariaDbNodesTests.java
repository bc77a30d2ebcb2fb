package dev.accelerate.nodes;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link NodesTests} on a database.
 */
@Tag("mariadb")
class MariaDbNodesTests extends NodesTests {

	MariaDbNodesTests() {
		super(TestDatabase.MARIADB);
	}

}
