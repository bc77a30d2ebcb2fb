package dev.accelerate.repository;

import dev.accelerate.test.TestDatabase;

class H2ResultShapeTests extends ResultShapeTests {

	H2ResultShapeTests() {
		super(TestDatabase.H2);
	}

}
