package dev.accelerate.repository;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link EnvelopeShapeTests} on PostgreSQL.
 */
@Tag("postgres")
class PostgresEnvelopeShapeTests extends EnvelopeShapeTests {

	PostgresEnvelopeShapeTests() {
		super(TestDatabase.POSTGRES);
	}

}
