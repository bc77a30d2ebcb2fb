package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * MariaDB with the isolation that other databases have unless told otherwise.
 */
@Tag("mariadb")
class MariaDbTransactionSemanticsTests extends TransactionSemanticsTests {

	MariaDbTransactionSemanticsTests() {
		super(TestDatabase.MARIADB, "spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED");
	}

}
