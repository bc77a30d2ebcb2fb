package dev.accelerate.jpa.rows.fuzz;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link RowFuzzTests} on H2.
 */
class H2RowFuzzTests extends RowFuzzTests {

	H2RowFuzzTests() {
		super(TestDatabase.H2, 19_000);
	}

}
