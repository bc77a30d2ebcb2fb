package dev.accelerate.repository;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TransactionSemanticsTests} on H2, which, unlike PostgreSQL, lets transactions
 * write that are declared read-only.
 */
class H2TransactionSemanticsTests extends TransactionSemanticsTests {

	H2TransactionSemanticsTests() {
		super(TestDatabase.H2);
	}

	@Test
	void flushInAReadOnlyTransactionMakesItReadWrite() {
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		writesInReadOnlyTransaction(() -> {
			entityManager().persist(new Member("bob", "bob@example.org", null));
			entityManager().flush();
		}, 2);
	}

	@Test
	void nativeUpdateInAReadOnlyTransactionMakesItReadWrite() {
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		writesInReadOnlyTransaction(
				() -> entityManager().createNativeQuery("/* tidy */ DELETE FROM members").executeUpdate(), 0);
	}

	private void writesInReadOnlyTransaction(Runnable write, int visible) {
		readOnly().executeWithoutResult((status) -> {
			assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
			write.run();
			Accelerated<?> found = find();
			assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			assertThat(find().data()).hasSize(visible);
			status.setRollbackOnly();
		});
		assertThat(bypasses().reasons()).containsExactly("read-write-transaction", "read-write-transaction");
		assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
	}

}
