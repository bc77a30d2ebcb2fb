package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Draft;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheInterceptor} inside a transaction or an open session: what it means for the
 * result.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionSemanticsTests {

	private final TestDatabase database;

	private final String[] properties;

	private ConfigurableApplicationContext context;

	private MemberRepository members;

	private InheritedRepository inherited;

	private AccelerateOperations accelerate;

	private RecordedBypasses bypasses;

	private MutableTime time;

	private EntityManager entityManager;

	TransactionSemanticsTests(TestDatabase database, String... properties) {
		this.database = database;
		this.properties = properties;
	}

	@BeforeAll
	void start() {
		this.context = TestApplication.run(this.database, Configured.class, this.properties);
		this.members = this.context.getBean(MemberRepository.class);
		this.inherited = this.context.getBean(InheritedRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.bypasses = this.context.getBean(RecordedBypasses.class);
		this.time = this.context.getBean(MutableTime.class);
		this.entityManager = this.context.getBean(EntityManager.class);
		transaction().executeWithoutResult((status) -> {
			this.entityManager.persist(new Draft("public", false));
			this.entityManager.persist(new Draft("secret", true));
		});
	}

	@BeforeEach
	void fill() {
		transaction().executeWithoutResult((status) -> {
			this.members.deleteAllInBatch();
			Team team = new Team("red");
			this.entityManager.persist(team);
			this.members.save(new Member("alice", "alice@example.org", team));
		});
		this.accelerate.invalidateAll();
		this.bypasses.reasons();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@Test
	void readWriteTransactionSeesItsOwnRowsInManagedEntities() {
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		transaction().executeWithoutResult((status) -> {
			this.members.save(new Member("bob", "bob@example.org", null));
			Accelerated<List<Member>> found = find();
			assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			assertThat(found.data()).extracting(Member::getName).containsExactly("alice", "bob");
			assertThat(found.data()).allMatch(this.entityManager::contains);
			status.setRollbackOnly();
		});
		assertThat(this.bypasses.reasons()).containsExactly("unflushed-changes");
		Accelerated<List<Member>> hit = find();
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(hit.data()).extracting(Member::getName).containsExactly("alice");
	}

	@Test
	void readInACallbackAfterCompletionGoesPastTheCache() {
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		AtomicReference<CacheStatus> status = new AtomicReference<>();
		transaction().executeWithoutResult((transaction) -> TransactionSynchronizationManager
			.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int completion) {
					status.set(read(TransactionSemanticsTests.this::find));
				}

			}));
		assertThat(status).hasValue(CacheStatus.NONE);
		assertThat(this.bypasses.reasons()).containsExactly("transaction-unseen");
		assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void readOnlyTransactionGetsManagedEntitiesOnAMissAsOnAHit() {
		assertManagedAndLazy(List.of(CacheStatus.MISS, CacheStatus.TTL));
		assertManagedAndLazy(List.of(CacheStatus.TTL));
		assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
		assertThat(this.bypasses.reasons()).isEmpty();
	}

	@Test
	void inheritedStrategyAppliesInAReadOnlyTransaction() {
		readOnly().executeWithoutResult((status) -> {
			assertThat(read(this::findInherited)).isEqualTo(CacheStatus.MISS);
			Accelerated<List<Member>> hit = findInherited();
			assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
			assertThat(hit.data()).isNotEmpty().allMatch(this.entityManager::contains);
		});
		assertThat(this.bypasses.reasons()).isEmpty();
		assertThat(read(this::findInherited)).isEqualTo(CacheStatus.TTL);
	}

	@ParameterizedTest
	@ValueSource(
			ints = { TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE })
	void isolatedTransactionIsNotAnsweredFromTheCache(int isolation) {
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		TransactionTemplate isolated = readOnly();
		isolated.setIsolationLevel(isolation);
		isolated.executeWithoutResult((status) -> assertThat(read(this::find)).isEqualTo(CacheStatus.NONE));
		assertThat(this.bypasses.reasons()).containsExactly("isolation");
		TransactionTemplate committed = readOnly();
		committed.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		committed.executeWithoutResult((status) -> assertThat(read(this::find)).isEqualTo(CacheStatus.TTL));
	}

	@Test
	void scopeWithoutATransactionIsNotAnsweredFromTheCache() {
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		TransactionTemplate supports = transaction();
		supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		supports.executeWithoutResult((status) -> assertThat(read(this::find)).isEqualTo(CacheStatus.NONE));
		assertThat(this.bypasses.reasons()).containsExactly("unbound-session");
	}

	@Test
	void openSessionGetsManagedEntitiesWhateverTheStrategy() {
		for (Supplier<Accelerated<List<Member>>> read : List.<Supplier<Accelerated<List<Member>>>>of(this::find,
				this::findInherited)) {
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				inOpenSession((session) -> {
					Accelerated<List<Member>> found = read.get();
					assertThat(found.info().cacheStatus()).isEqualTo(status);
					assertThat(found.data()).isNotEmpty().allMatch(session::contains);
					assertThat(found.data().get(0).getTeam().getName()).isEqualTo("red");
					assertThat(read.get().data()).containsExactlyElementsOf(found.data());
				});
			}
		}
		assertThat(this.bypasses.reasons()).isEmpty();
	}

	@Test
	void whatTheSessionAlreadyHeldIsServedButNotStored() {
		Long id = find().data().get(0).getId();
		this.accelerate.invalidateAll();
		inOpenSession((session) -> {
			Member held = session.find(Member.class, id);
			elsewhere(() -> this.members.rename(id, "alicia"));
			for (int i = 0; i < 2; i++) {
				Accelerated<List<Member>> found = find();
				assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
				assertThat(found.data()).extracting(Member::getName).containsExactly(held.getName());
				assertThat(found.data()).containsExactly(held);
			}
		});
		Accelerated<List<Member>> found = find();
		assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(found.data()).extracting(Member::getName).containsExactly("alicia");
		assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void anotherEntityInTheSessionDoesNotKeepAResultFromBeingStored() {
		inOpenSession((session) -> {
			assertThat(session.find(Draft.class, 1L)).isNotNull();
			assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
			assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
		});
	}

	@Test
	void transactionThatBeganBeforeAnInvalidationPublishesNothing() {
		readOnly().executeWithoutResult((status) -> {
			elsewhere(() -> this.accelerate.invalidate("members"));
			assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
			assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		});
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
		assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void ageCountsFromTheBeginOfTheTransaction() {
		readOnly().executeWithoutResult((status) -> {
			this.time.advance(Duration.ofSeconds(59));
			Accelerated<List<Member>> miss = find();
			assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
			assertThat(miss.info().lastModified()).isEqualTo(this.time.instant().minusSeconds(59));
		});
		assertThat(read(this::find)).isEqualTo(CacheStatus.TTL);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(read(this::find)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void nestedReadHandsOnItsTags() {
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
		assertThat(read(this::names)).isEqualTo(CacheStatus.TTL);
		this.accelerate.invalidate("members");
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidate("names");
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void nestedReadHandsOnItsTagsFromTheCacheToo() {
		read(this::find);
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
		assertThat(read(this::names)).isEqualTo(CacheStatus.TTL);
		this.accelerate.invalidate("members");
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void nestedReadHandsOnItsAge() {
		Accelerated<List<Member>> inner = find();
		this.time.advance(Duration.ofSeconds(50));
		Accelerated<List<String>> outer = names();
		assertThat(outer.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(outer.info().lastModified()).isEqualTo(inner.info().lastModified());
		this.time.advance(Duration.ofSeconds(9));
		assertThat(read(this::names)).isEqualTo(CacheStatus.TTL);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
	}

	/**
	 * The invalidation of the outer tag is younger than what the inner entry shows, and
	 * may have been meant for that.
	 */
	@Test
	void nestedReadHandsOnItsStamp() {
		read(this::find);
		this.accelerate.invalidate("names");
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidate("members");
		assertThat(read(this::names)).isEqualTo(CacheStatus.MISS);
		assertThat(read(this::names)).isEqualTo(CacheStatus.TTL);
	}

	private void assertManagedAndLazy(List<CacheStatus> statuses) {
		readOnly().executeWithoutResult((transaction) -> {
			for (CacheStatus status : statuses) {
				Accelerated<List<Member>> found = find();
				assertThat(found.info().cacheStatus()).isEqualTo(status);
				assertThat(found.data()).isNotEmpty().allMatch(this.entityManager::contains);
				assertThat(found.data().get(0).getTeam().getName()).isEqualTo("red");
				assertThat(found.data().get(0).getRoles()).isEmpty();
			}
		});
	}

	Accelerated<List<Member>> find() {
		return this.accelerate.withAccelerateInfo(() -> this.members.findByEmailContainingOrderByName("example"));
	}

	private Accelerated<List<Member>> findInherited() {
		return this.accelerate.withAccelerateInfo(() -> this.inherited.findByEmailContaining("example"));
	}

	private Accelerated<List<String>> names() {
		return this.accelerate.withAccelerateInfo(() -> this.members.names());
	}

	static CacheStatus read(Supplier<? extends Accelerated<?>> read) {
		return read.get().info().cacheStatus();
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
	}

	TransactionTemplate readOnly() {
		TransactionTemplate transaction = transaction();
		transaction.setReadOnly(true);
		return transaction;
	}

	EntityManager entityManager() {
		return this.entityManager;
	}

	RecordedBypasses bypasses() {
		return this.bypasses;
	}

	/**
	 * Run outside the transaction and the session of this thread.
	 */
	private static void elsewhere(Runnable action) {
		CompletableFuture.runAsync(action).join();
	}

	/**
	 * Run as in a request with Open Session in View.
	 */
	private void inOpenSession(Consumer<EntityManager> action) {
		EntityManagerFactory factory = this.context.getBean(EntityManagerFactory.class);
		try (EntityManager session = factory.createEntityManager()) {
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
			try {
				action.accept(session);
			}
			finally {
				TransactionSynchronizationManager.unbindResource(factory);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = TransactionSemanticsTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { MemberRepository.class, InheritedRepository.class }))
	static class Configured {

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

	}

	interface MemberRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "members")
		List<Member> findByEmailContainingOrderByName(String part);

		@CacheStrategy(ttl = 60, tags = "names")
		default List<String> names() {
			return findByEmailContainingOrderByName("example").stream().map(Member::getName).toList();
		}

		@Transactional
		@Modifying
		@Query("update Member m set m.name = :name where m.id = :id")
		void rename(Long id, String name);

	}

	@CacheStrategy(ttl = 60)
	interface InheritedRepository extends JpaRepository<Member, Long> {

		List<Member> findByEmailContaining(String part);

	}

}
