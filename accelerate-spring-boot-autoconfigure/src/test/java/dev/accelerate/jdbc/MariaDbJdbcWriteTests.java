package dev.accelerate.jdbc;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link JdbcWriteTests} on MariaDB.
 */
@Tag("mariadb")
class MariaDbJdbcWriteTests extends JdbcWriteTests {

	MariaDbJdbcWriteTests() {
		super(TestDatabase.MARIADB);
	}

}
