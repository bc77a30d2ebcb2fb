package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link LedgerTests} on H2.
 */
class H2LedgerTests extends LedgerTests {

	H2LedgerTests() {
		super(TestDatabase.H2);
	}

}
