package dev.accelerate.sql;

import java.util.List;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link SqlExecutionTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresSqlExecutionTests extends SqlExecutionTests {

	PostgresSqlExecutionTests() {
		super(TestDatabase.POSTGRES, SqlGenerator.POSTGRESQL, "",
				List.of("", "set session standard_conforming_strings = off"));
	}

}
