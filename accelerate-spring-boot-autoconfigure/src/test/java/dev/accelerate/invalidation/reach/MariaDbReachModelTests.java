package dev.accelerate.invalidation.reach;

import java.util.EnumSet;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link ReachModelTests} on MariaDB.
 */
@Tag("mariadb")
class MariaDbReachModelTests extends ReachModelTests {

	MariaDbReachModelTests() {
		super(TestDatabase.MARIADB, EnumSet.of(Kind.CASCADE, Kind.UPDATE_CASCADE, Kind.SET_NULL, Kind.VIEW,
				Kind.UPDATABLE_VIEW, Kind.ON_DELETE, Kind.SOFT_DELETE), 20_000);
	}

}
