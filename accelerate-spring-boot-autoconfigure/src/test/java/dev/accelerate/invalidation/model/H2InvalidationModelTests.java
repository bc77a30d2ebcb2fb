package dev.accelerate.invalidation.model;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link InvalidationModelTests} on H2.
 */
class H2InvalidationModelTests extends InvalidationModelTests {

	H2InvalidationModelTests() {
		super(TestDatabase.H2, 30_000);
	}

}
