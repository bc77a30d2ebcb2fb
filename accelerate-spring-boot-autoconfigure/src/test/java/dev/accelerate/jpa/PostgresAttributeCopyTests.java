package dev.accelerate.jpa;

import dev.accelerate.test.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresAttributeCopyTests extends AttributeCopyTests {

	PostgresAttributeCopyTests() {
		super(TestDatabase.POSTGRES);
	}

}
