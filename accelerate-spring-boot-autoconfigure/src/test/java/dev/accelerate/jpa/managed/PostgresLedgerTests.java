package dev.accelerate.jpa.managed;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link LedgerTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresLedgerTests extends LedgerTests {

	PostgresLedgerTests() {
		super(TestDatabase.POSTGRES);
	}

}
