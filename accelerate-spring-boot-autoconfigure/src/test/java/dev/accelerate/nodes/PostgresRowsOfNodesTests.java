package dev.accelerate.nodes;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link RowsOfNodesTests} on a database.
 */
@Tag("postgres")
class PostgresRowsOfNodesTests extends RowsOfNodesTests {

	PostgresRowsOfNodesTests() {
		super(TestDatabase.POSTGRES);
	}

}
