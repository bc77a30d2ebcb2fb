package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link WriteMatrixTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresWriteMatrixTests extends WriteMatrixTests {

	PostgresWriteMatrixTests() {
		super(TestDatabase.POSTGRES);
	}

}
