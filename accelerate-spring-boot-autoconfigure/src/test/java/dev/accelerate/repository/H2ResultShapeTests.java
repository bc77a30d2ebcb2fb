package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

class H2ResultShapeTests extends ResultShapeTests {

	H2ResultShapeTests() {
		super(TestDatabase.H2);
	}

}
