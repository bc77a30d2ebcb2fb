package dev.accelerate.repository;

import dev.accelerate.test.TestDatabase;

class H2EnvelopeShapeTests extends EnvelopeShapeTests {

	H2EnvelopeShapeTests() {
		super(TestDatabase.H2);
	}

}
