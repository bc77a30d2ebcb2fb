package dev.accelerate.sql;

import java.util.List;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link SqlExecutionTests} on H2.
 */
class H2SqlExecutionTests extends SqlExecutionTests {

	H2SqlExecutionTests() {
		super(TestDatabase.H2, SqlGenerator.H2, ";DATABASE_TO_UPPER=FALSE",
				List.of("", "set mode MySQL", "set mode MSSQLServer", "set mode Oracle"));
	}

}
