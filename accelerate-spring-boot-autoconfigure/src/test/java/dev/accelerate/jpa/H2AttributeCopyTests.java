package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;

class H2AttributeCopyTests extends AttributeCopyTests {

	H2AttributeCopyTests() {
		super(TestDatabase.H2);
	}

}
