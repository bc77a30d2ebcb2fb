package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.BypassPolicies;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Draft;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BypassPolicies} with sessions in which a Hibernate filter is enabled: they see
 * fewer rows than others, so they neither read the cache nor fill it.
 */
class FilteredSessionTests {

	private static ConfigurableApplicationContext context;

	private static Drafts drafts;

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, RecordedBypasses.class);
		drafts = TestRepositories.create(context, Drafts.class);
		drafts.saveAll(List.of(new Draft("public", false), new Draft("secret", true)));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forgetEverything() {
		this.accelerate.invalidateAll();
		context.getBean(RecordedBypasses.class).reasons();
	}

	@Test
	void aFilteredSessionDoesNotFillTheCache() {
		filtered(() -> assertAnswer(CacheStatus.NONE, "public"));
		assertAnswer(CacheStatus.MISS, "public", "secret");
		assertThat(context.getBean(RecordedBypasses.class).reasons()).containsExactly("filter");
	}

	@Test
	void aFilteredSessionIsNotAnsweredFromTheCache() {
		assertAnswer(CacheStatus.MISS, "public", "secret");
		filtered(() -> assertAnswer(CacheStatus.NONE, "public"));
		assertAnswer(CacheStatus.TTL, "public", "secret");
	}

	@Test
	void neitherDoesOneInAReadOnlyTransaction() {
		TransactionTemplate readOnly = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		readOnly.setReadOnly(true);
		filtered(() -> readOnly.executeWithoutResult((status) -> assertAnswer(CacheStatus.NONE, "public")));
		assertAnswer(CacheStatus.MISS, "public", "secret");
	}

	private void assertAnswer(CacheStatus status, String... titles) {
		Accelerated<List<Draft>> found = this.accelerate.withAccelerateInfo(drafts::findByIdIsNotNull);
		assertThat(found.info().cacheStatus()).isEqualTo(status);
		assertThat(found.data()).extracting(Draft::getTitle).containsExactlyInAnyOrder(titles);
	}

	private static void filtered(Runnable action) {
		EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
		try (EntityManager session = factory.createEntityManager()) {
			session.unwrap(Session.class).enableFilter("visible");
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
			try {
				action.run();
			}
			finally {
				TransactionSynchronizationManager.unbindResource(factory);
			}
		}
	}

	interface Drafts extends JpaRepository<Draft, Long> {

		@CacheStrategy(ttl = 60)
		List<Draft> findByIdIsNotNull();

	}

}
