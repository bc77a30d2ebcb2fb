package dev.accelerate.jpa.rows.fuzz;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link RowFuzzTests} on PostgreSQL, with fewer steps, as they take longer.
 */
@Tag("postgres")
class PostgresRowFuzzTests extends RowFuzzTests {

	PostgresRowFuzzTests() {
		super(TestDatabase.POSTGRES, 6_000);
	}

}
