package dev.accelerate.catalog;

import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * {@link ReachTests} on H2.
 */
class H2ReachTests extends ReachTests {

	H2ReachTests() {
		super(TestDatabase.H2);
	}

	@Test
	@Proves("a view, a synonym or a partition")
	void aWriteIsSeenThroughASynonym() {
		start();
		isSeen(ReachQueries::persons, natively("update people set age = 30 where id = 1"),
				natively("update people set age = 31 where id = 1"));
	}

	@Test
	@Proves("a view, a synonym or a partition")
	void aWriteToASynonymIsSeen() {
		start();
		isSeen(ReachQueries::people, natively("update persons set age = 30 where id = 1"),
				natively("update persons set age = 31 where id = 1"));
	}

}
