package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link QueryTimeoutTests} on H2.
 */
class H2QueryTimeoutTests extends QueryTimeoutTests {

	H2QueryTimeoutTests() {
		super(TestDatabase.H2, H2Queries.class);
	}

}
