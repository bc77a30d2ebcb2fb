package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

class H2EnvelopeShapeTests extends EnvelopeShapeTests {

	H2EnvelopeShapeTests() {
		super(TestDatabase.H2);
	}

}
