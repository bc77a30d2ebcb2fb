package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link EnvelopeShapeTests} on H2.
 */
class H2EnvelopeShapeTests extends EnvelopeShapeTests {

	H2EnvelopeShapeTests() {
		super(TestDatabase.H2);
	}

}
