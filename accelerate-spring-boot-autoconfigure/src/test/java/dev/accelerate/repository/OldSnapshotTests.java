package dev.accelerate.repository;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PersistenceState} of transactions that see the database as it was when they
 * began, and load after a commit: what they see is theirs alone. Here the isolation is
 * not declared, but the default of their connections.
 */
@Tag("postgres")
class OldSnapshotTests {

	private static final String REPEATABLE_READ = "do $$ begin execute format('alter database %I set "
			+ "default_transaction_isolation = %L', current_database(), 'repeatable read'); end $$";

	private static ConfigurableApplicationContext context;

	private static Members members;

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.POSTGRES);
		members = TestRepositories.create(context, Members.class);
		isolate(context, members);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void fill() {
		members.deleteAllInBatch();
		members.save(new Member("old", "anna@example.org", null));
		this.accelerate.invalidateAll();
	}

	@Test
	void whatAnOlderTransactionLoadsIsPublishedToNobody() {
		readOnly().executeWithoutResult((status) -> {
			assertThat(members.anyName()).isEqualTo("old");
			elsewhere(OldSnapshotTests::rename);
			assertThat(names()).as("of the snapshot").isEqualTo(new Named(CacheStatus.MISS, "old"));
			assertThat(names()).as("not even to itself").isEqualTo(new Named(CacheStatus.MISS, "old"));
			elsewhere(() -> assertThat(names()).isEqualTo(new Named(CacheStatus.MISS, "new")));
		});
		assertThat(names()).isEqualTo(new Named(CacheStatus.TTL, "new"));
	}

	@Test
	void whatAnOlderTransactionLoadsReplacesNothingNewer() {
		readOnly().executeWithoutResult((status) -> {
			assertThat(members.anyName()).isEqualTo("old");
			elsewhere(() -> {
				rename();
				names();
			});
			this.accelerate.withCacheStrategy(CacheOptions.refresh(), () -> members.findNames());
		});
		assertThat(names()).isEqualTo(new Named(CacheStatus.TTL, "new"));
	}

	/**
	 * The stamp of a resumed transaction is still that of its own begin.
	 */
	@Test
	void aTransactionInBetweenChangesNothing() {
		readOnly().executeWithoutResult((status) -> {
			assertThat(members.anyName()).isEqualTo("old");
			TransactionTemplate inner = readOnly();
			inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			inner.executeWithoutResult((innerStatus) -> elsewhere(OldSnapshotTests::rename));
			assertThat(names().name()).isEqualTo("old");
		});
		assertThat(names()).isEqualTo(new Named(CacheStatus.MISS, "new"));
	}

	/**
	 * Without auto-commit a connection is in a transaction of the database from its first
	 * statement on. What begins later on it continues that one.
	 */
	@Test
	void aTransactionThatContinuesOneThatNobodyBeganPublishesNothing() {
		try (ConfigurableApplicationContext other = TestApplication.run(TestDatabase.POSTGRES,
				"spring.datasource.hikari.auto-commit=false")) {
			Members unseen = TestRepositories.create(other, Members.class);
			isolate(other, unseen);
			AccelerateOperations operations = other.getBean(AccelerateOperations.class);
			PlatformTransactionManager manager = other.getBean(PlatformTransactionManager.class);
			unseen.deleteAllInBatch();
			unseen.save(new Member("old", "anna@example.org", null));
			EntityManagerFactory factory = other.getBean(EntityManagerFactory.class);
			try (EntityManager session = factory.createEntityManager()) {
				TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
				try {
					session.createQuery("select max(m.name) from Member m").getSingleResult();
					elsewhere(() -> new TransactionTemplate(manager)
						.executeWithoutResult((status) -> unseen.findAll().get(0).setName("new")));
					TransactionTemplate readOnly = new TransactionTemplate(manager);
					readOnly.setReadOnly(true);
					readOnly.executeWithoutResult((status) -> assertThat(unseen.findNames()).containsExactly("old"));
				}
				finally {
					TransactionSynchronizationManager.unbindResource(factory);
				}
			}
			Accelerated<List<String>> names = operations.withAccelerateInfo(unseen::findNames);
			assertThat(names.data()).containsExactly("new");
			assertThat(names.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		}
	}

	/**
	 * Has all transactions see a snapshot, after the cache has asked how they are
	 * isolated. Otherwise it would be bypassed, and nothing would depend on stamps.
	 */
	private static void isolate(ConfigurableApplicationContext context, Members members) {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		transaction.executeWithoutResult((status) -> members.findNames());
		transaction.setReadOnly(false);
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		transaction.executeWithoutResult((status) -> jdbc.execute(REPEATABLE_READ));
		HikariDataSource pool = DataSourceUnwrapper.unwrap(context.getBean(DataSource.class), HikariDataSource.class);
		pool.getHikariPoolMXBean().softEvictConnections();
		assertThat(jdbc.queryForObject("show transaction isolation level", String.class)).isEqualTo("repeatable read");
	}

	private Named names() {
		Accelerated<List<String>> names = this.accelerate.withAccelerateInfo(() -> members.findNames());
		return new Named(names.info().cacheStatus(), names.data().get(0));
	}

	private static void rename() {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> members.findAll().get(0).setName("new"));
	}

	private static void elsewhere(Runnable action) {
		CompletableFuture.runAsync(action).join();
	}

	private static TransactionTemplate readOnly() {
		TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		template.setReadOnly(true);
		return template;
	}

	record Named(CacheStatus status, String name) {
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m.name from Member m")
		List<String> findNames();

		@Query("select max(m.name) from Member m")
		String anyName();

	}

}
