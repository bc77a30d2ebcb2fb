package dev.accelerate.jpa.snapshot;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link AttributeCopyTests} on H2.
 */
class H2AttributeCopyTests extends AttributeCopyTests {

	H2AttributeCopyTests() {
		super(TestDatabase.H2);
	}

}
