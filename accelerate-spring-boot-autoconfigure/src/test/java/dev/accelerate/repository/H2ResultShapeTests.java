package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link ResultShapeTests} on H2.
 */
class H2ResultShapeTests extends ResultShapeTests {

	H2ResultShapeTests() {
		super(TestDatabase.H2);
	}

}
