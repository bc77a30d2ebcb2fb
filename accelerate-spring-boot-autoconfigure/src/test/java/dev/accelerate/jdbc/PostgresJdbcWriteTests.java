package dev.accelerate.jdbc;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link JdbcWriteTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresJdbcWriteTests extends JdbcWriteTests {

	PostgresJdbcWriteTests() {
		super(TestDatabase.POSTGRES);
	}

}
