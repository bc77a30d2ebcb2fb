package dev.accelerate.catalog;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@link ReachTests} on MariaDB.
 */
@Tag("mariadb")
class MariaDbReachTests extends ReachTests {

	MariaDbReachTests() {
		super(TestDatabase.MARIADB);
	}

	@Test
	void aSaveThroughAnEntityInAViewIsSeenBehindItAndInOthers() {
		updatesOfViewsAreSeen();
	}

}
