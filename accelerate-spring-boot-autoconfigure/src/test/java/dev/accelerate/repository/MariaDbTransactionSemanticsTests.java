package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link TransactionSemanticsTests} on MariaDB, with the isolation that other databases
 * have by default.
 */
@Tag("mariadb")
class MariaDbTransactionSemanticsTests extends TransactionSemanticsTests {

	MariaDbTransactionSemanticsTests() {
		super(TestDatabase.MARIADB, "spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED");
	}

}
