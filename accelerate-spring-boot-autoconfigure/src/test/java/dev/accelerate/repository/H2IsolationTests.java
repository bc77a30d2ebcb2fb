package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link IsolationTests} on H2.
 */
class H2IsolationTests extends IsolationTests {

	H2IsolationTests() {
		super(TestDatabase.H2);
	}

}
