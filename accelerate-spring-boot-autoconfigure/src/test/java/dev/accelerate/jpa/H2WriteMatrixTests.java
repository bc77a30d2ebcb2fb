package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

class H2WriteMatrixTests extends WriteMatrixTests {

	H2WriteMatrixTests() {
		super(TestDatabase.H2);
	}

}
