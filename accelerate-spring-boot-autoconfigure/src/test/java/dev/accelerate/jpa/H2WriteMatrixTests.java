package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link WriteMatrixTests} on H2.
 */
class H2WriteMatrixTests extends WriteMatrixTests {

	H2WriteMatrixTests() {
		super(TestDatabase.H2);
	}

}
