package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link TransactionSemanticsTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresTransactionSemanticsTests extends TransactionSemanticsTests {

	PostgresTransactionSemanticsTests() {
		super(TestDatabase.POSTGRES);
	}

}
