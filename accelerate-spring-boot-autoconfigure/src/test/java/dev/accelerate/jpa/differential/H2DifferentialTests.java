package dev.accelerate.jpa.differential;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link DifferentialTests} on H2.
 */
class H2DifferentialTests extends DifferentialTests {

	H2DifferentialTests() {
		super(TestDatabase.H2, 1);
	}

}
