package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

class H2QueryTimeoutTests extends QueryTimeoutTests {

	H2QueryTimeoutTests() {
		super(TestDatabase.H2, H2Queries.class);
	}

}
