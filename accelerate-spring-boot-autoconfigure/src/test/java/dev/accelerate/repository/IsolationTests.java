package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.TestRepositories.CachedMembers;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PersistenceState} with isolation that is not declared, but comes from a pool, a
 * database or a statement: no transaction is answered from another snapshot than its own,
 * and what may not be committed is never stored.
 */
abstract class IsolationTests {

	private final TestDatabase database;

	IsolationTests(TestDatabase database) {
		this.database = database;
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ",
			"spring.datasource.hikari.transaction-isolation=TRANSACTION_SERIALIZABLE",
			"spring.datasource.hikari.connection-init-sql=set session characteristics as transaction isolation level repeatable read" })
	void transactionIsolatedByDefaultIsNotAnsweredFromTheCache(String property) {
		try (ConfigurableApplicationContext context = start(property)) {
			CachedMembers members = TestRepositories.create(context, CachedMembers.class);
			assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.MISS);
			assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.TTL);
			readOnly(context, TransactionDefinition.ISOLATION_DEFAULT).executeWithoutResult((transaction) -> {
				assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
				assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
			});
			assertThat(context.getBean(RecordedBypasses.class).reasons()).containsExactly("isolation", "isolation");
			readOnly(context, TransactionDefinition.ISOLATION_READ_COMMITTED)
				.executeWithoutResult((transaction) -> assertThat(statusOf(context, () -> members.findByName("alice")))
					.isEqualTo(CacheStatus.TTL));
			assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void isolatedTransactionIsNotTheFirstToBeAskedEither() {
		try (ConfigurableApplicationContext context = start(
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")) {
			CachedMembers members = TestRepositories.create(context, CachedMembers.class);
			readOnly(context, TransactionDefinition.ISOLATION_DEFAULT)
				.executeWithoutResult((transaction) -> assertThat(statusOf(context, () -> members.findByName("alice")))
					.isEqualTo(CacheStatus.NONE));
		}
	}

	@Test
	void whatAPoolReadsUncommittedIsNeverKept() {
		try (ConfigurableApplicationContext context = start(
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_UNCOMMITTED")) {
			CachedMembers members = TestRepositories.create(context, CachedMembers.class);
			assertNeverKept(context, () -> members.findByName("alice"));
		}
	}

	@Test
	void whatAMethodReadsUncommittedIsNeverKept() {
		try (ConfigurableApplicationContext context = start()) {
			UncommittedMembers members = TestRepositories.create(context, UncommittedMembers.class);
			assertNeverKept(context, () -> members.findByName("alice"));
		}
	}

	@Test
	void whatAServiceReadsUncommittedIsNeverKept() {
		try (ConfigurableApplicationContext context = start()) {
			CachedMembers members = TestRepositories.create(context, CachedMembers.class);
			TransactionTemplate uncommitted = readOnly(context, TransactionDefinition.ISOLATION_READ_UNCOMMITTED);
			uncommitted
				.executeWithoutResult((transaction) -> assertNeverKept(context, () -> members.findByName("alice")));
			assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.MISS);
			uncommitted
				.executeWithoutResult((transaction) -> assertThat(statusOf(context, () -> members.findByName("alice")))
					.isEqualTo(CacheStatus.TTL));
		}
	}

	@Test
	void aStatementThatIsolatesIsSeen() {
		try (ConfigurableApplicationContext context = start()) {
			CachedMembers members = TestRepositories.create(context, CachedMembers.class);
			EntityManager entityManager = context.getBean(EntityManager.class);
			TransactionTemplate readOnly = readOnly(context, TransactionDefinition.ISOLATION_DEFAULT);
			assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.MISS);
			readOnly
				.executeWithoutResult((transaction) -> assertThat(statusOf(context, () -> members.findByName("alice")))
					.isEqualTo(CacheStatus.TTL));
			readOnly.executeWithoutResult((transaction) -> {
				entityManager
					.createNativeQuery("set session characteristics as transaction isolation level repeatable read")
					.executeUpdate();
				assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
			});
			assertThat(statusOf(context, () -> members.findByName("alice"))).isEqualTo(CacheStatus.TTL);
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return TestApplication.run(this.database, RecordedBypasses.class, properties);
	}

	private static void assertNeverKept(ConfigurableApplicationContext context, Supplier<List<Member>> read) {
		assertThat(statusOf(context, read)).isEqualTo(CacheStatus.MISS);
		assertThat(statusOf(context, read)).isEqualTo(CacheStatus.MISS);
	}

	private static TransactionTemplate readOnly(ConfigurableApplicationContext context, int isolation) {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		transaction.setIsolationLevel(isolation);
		return transaction;
	}

	interface UncommittedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true, isolation = Isolation.READ_UNCOMMITTED)
		List<Member> findByName(String name);

	}

}
