package dev.accelerate.jpa.rows.fuzz;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link RowFuzzTests} on MariaDB, with few steps.
 */
@Tag("mariadb")
class MariaDbRowFuzzTests extends RowFuzzTests {

	MariaDbRowFuzzTests() {
		super(TestDatabase.MARIADB, 1_500);
	}

}
