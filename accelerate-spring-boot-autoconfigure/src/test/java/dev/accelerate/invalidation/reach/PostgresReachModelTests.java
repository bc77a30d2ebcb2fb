package dev.accelerate.invalidation.reach;

import java.util.EnumSet;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link ReachModelTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresReachModelTests extends ReachModelTests {

	PostgresReachModelTests() {
		super(TestDatabase.POSTGRES, EnumSet.complementOf(EnumSet.of(Kind.SYNONYM)), 100_000);
	}

}
