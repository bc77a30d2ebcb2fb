package dev.accelerate.invalidation.table;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link TableInvalidationChannel} on H2 that is replaced by another one.
 */
class H2ReopenedLogTests extends ReopenedLogTests {

	@Override
	TestDatabase server() {
		return TestDatabase.H2;
	}

}
