package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresTransactionSemanticsTests extends TransactionSemanticsTests {

	PostgresTransactionSemanticsTests() {
		super(TestDatabase.POSTGRES);
	}

}
