package dev.accelerate.nodes;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NodesTests} on a database.
 */
@Tag("postgres")
class PostgresNodesTests extends NodesTests {

	PostgresNodesTests() {
		super(TestDatabase.POSTGRES);
	}

	/**
	 * Whoever calls a function that may write, invalidates everything, even where nothing
	 * can be written.
	 */
	@Test
	void aFunctionThatMayWriteCanBeCalledInAReadOnlyTransaction() {
		this.writer.jdbc
			.execute("create function seen(bigint) returns bigint language plpgsql as $$ begin " + "return $1; end $$");
		this.writer.transaction.setReadOnly(true);
		assertSeen(10, 1,
				() -> this.writer.transaction.executeWithoutResult((transaction) -> assertThat(
						this.writer.entityManager.createNativeQuery("select seen(1)").getSingleResult())
					.isEqualTo(1L)));
	}

}
