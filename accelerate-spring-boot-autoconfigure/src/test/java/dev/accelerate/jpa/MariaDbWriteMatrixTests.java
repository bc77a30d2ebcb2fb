package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link WriteMatrixTests} on MariaDB.
 */
@Tag("mariadb")
class MariaDbWriteMatrixTests extends WriteMatrixTests {

	MariaDbWriteMatrixTests() {
		super(TestDatabase.MARIADB);
	}

}
