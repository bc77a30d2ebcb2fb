package dev.accelerate.invalidation.reach;

import java.util.EnumSet;

import dev.accelerate.testing.TestDatabase;

/**
 * {@link ReachModelTests} on H2.
 */
class H2ReachModelTests extends ReachModelTests {

	H2ReachModelTests() {
		super(TestDatabase.H2, EnumSet.of(Kind.CASCADE, Kind.UPDATE_CASCADE, Kind.SET_NULL, Kind.VIEW, Kind.ON_DELETE,
				Kind.SOFT_DELETE, Kind.SYNONYM), 40_000);
	}

}
