package dev.accelerate.jpa.rows;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link WriteWaysTests} on H2.
 */
class H2WriteWaysTests extends WriteWaysTests {

	H2WriteWaysTests() {
		super(TestDatabase.H2);
	}

}
