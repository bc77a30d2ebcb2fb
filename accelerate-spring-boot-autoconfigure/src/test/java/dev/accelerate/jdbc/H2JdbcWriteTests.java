package dev.accelerate.jdbc;

import dev.accelerate.CacheStatus;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;

/**
 * {@link JdbcWriteTests} on H2, which, unlike PostgreSQL, lets transactions write that
 * are declared read-only.
 */
class H2JdbcWriteTests extends JdbcWriteTests {

	H2JdbcWriteTests() {
		super(TestDatabase.H2);
	}

	/**
	 * What it reads afterwards must not be stored: it may see its own row.
	 */
	@Test
	void writeInATransactionDeclaredReadOnlyMakesItReadWrite() {
		TransactionTemplate readOnly = template("transactionManager");
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			assertThat(readMembers()).hasStatus(CacheStatus.TTL);
			renameByJdbc();
			assertThat(readMembers()).isUncached();
			status.setRollbackOnly();
		});
		assertThat(readMembers()).hasStatus(CacheStatus.TTL);
	}

}
