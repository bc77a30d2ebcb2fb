package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

class H2IsolationTests extends IsolationTests {

	H2IsolationTests() {
		super(TestDatabase.H2);
	}

}
