package dev.accelerate.jpa;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link QueryTimeoutTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresQueryTimeoutTests extends QueryTimeoutTests {

	PostgresQueryTimeoutTests() {
		super(TestDatabase.POSTGRES, PostgresQueries.class);
	}

}
