package dev.accelerate.nodes;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link NodesTests} on a database.
 */
@Tag("postgres")
class PostgresNodesTests extends NodesTests {

	PostgresNodesTests() {
		super(TestDatabase.POSTGRES);
	}

}
