package dev.accelerate.jpa;

import java.sql.SQLException;
import java.util.List;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.jpa.fleet.Vehicle;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Synchronization;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How {@link SessionTransaction} treats a commit whose reply is lost, and that shows in
 * the database only after others have read.
 */
abstract class LateCommitTests {

	private final ConfigurableApplicationContext context;

	private final AccelerateOperations accelerate;

	private final WrittenQueries queries;

	private final WrittenQueries.Unrelated unrelated;

	private final WrittenQueries.Members members;

	private final LateCommits commits;

	LateCommitTests(TestDatabase database) {
		this.context = TestApplication.run(database, Configured.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.queries = this.context.getBean(WrittenQueries.class);
		this.unrelated = this.context.getBean(WrittenQueries.Unrelated.class);
		this.members = this.context.getBean(WrittenQueries.Members.class);
		this.commits = this.context.getBean(LateCommits.class);
	}

	@BeforeEach
	void fill() {
		this.members.save(new Member("alice", "alice@example.org", null));
		assertThat(names()).isMiss();
		assertThat(names()).isHit();
		assertThat(this.accelerate.withAccelerateInfo(this.unrelated::titles)).isMiss();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void transactionOfSpring() throws SQLException {
		loseReplyTo(() -> this.members.rename("alice", "alicia"));
	}

	@Test
	void transactionOfHibernate() throws SQLException {
		loseReplyTo(() -> factory().inTransaction(
				(session) -> session.createMutationQuery("update Member set name = 'alicia'").executeUpdate()));
	}

	@Test
	void statementWithoutATransaction() throws SQLException {
		loseReplyTo(() -> {
			try (StatelessSession session = factory().openStatelessSession()) {
				Member alice = session.createSelectionQuery("from Member", Member.class).getSingleResult();
				alice.setName("alicia");
				session.update(alice);
			}
		});
	}

	@Test
	void tagOfTheApplication() throws SQLException {
		CacheOptions tagged = CacheOptions.ofTtl(60).withTags("tagged");
		this.accelerate.withCacheStrategy(tagged, this.unrelated::titles);
		this.commits.breakAtNextCommit();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> transactions().executeWithoutResult((status) -> {
				this.members.rename("alice", "alicia");
				this.accelerate.invalidate("tagged");
			}));
		for (int i = 0; i < 2; i++) {
			assertThat(this.accelerate
				.withAccelerateInfo(() -> this.accelerate.withCacheStrategy(tagged, this.unrelated::titles))).isMiss();
		}
		this.commits.arrive();
	}

	/**
	 * Most transactions that fail do so before COMMIT is sent.
	 */
	@Test
	void flushThatFailsIsNoCommitOfUnknownOutcome() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> transactions().executeWithoutResult((status) -> {
				this.accelerate.invalidate("tagged");
				this.context.getBean(EntityManager.class).persist(new Member("bob", "alice@example.org", null));
			}));
		assertThat(names()).isHit();
		assertIsNotPending("tagged");
	}

	@Test
	void callbackThatFailsIsNoCommitOfUnknownOutcome() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> transactions().executeWithoutResult((status) -> {
				this.accelerate.invalidate("tagged");
				Session session = this.context.getBean(EntityManager.class).unwrap(Session.class);
				session.createMutationQuery("update Member set name = 'alicia'").executeUpdate();
				session.getTransaction().registerSynchronization(new Failing());
			}));
		assertThat(names()).isHit();
		assertIsNotPending("tagged");
	}

	private void assertIsNotPending(String tag) {
		CacheOptions tagged = CacheOptions.ofTtl(60).withTags(tag);
		this.accelerate.withCacheStrategy(tagged, this.unrelated::titles);
		assertThat(this.accelerate
			.withAccelerateInfo(() -> this.accelerate.withCacheStrategy(tagged, this.unrelated::titles))).isHit();
	}

	private void loseReplyTo(Runnable write) throws SQLException {
		this.commits.breakAtNextCommit();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(write::run);
		for (int i = 0; i < 2; i++) {
			assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("alice"));
		}
		this.commits.arrive();
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("alicia"));
		assertThat(this.accelerate.withAccelerateInfo(this.unrelated::titles)).isHit();
	}

	private SessionFactory factory() {
		return this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

	private TransactionTemplate transactions() {
		return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
	}

	private Accelerated<List<String>> names() {
		return this.accelerate.withAccelerateInfo(this.queries::names);
	}

	private static final class Failing implements Synchronization {

		@Override
		public void beforeCompletion() {
			throw new IllegalStateException("before the commit");
		}

		@Override
		public void afterCompletion(int status) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Vehicle.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = LateCommitTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { WrittenQueries.class, WrittenQueries.Unrelated.class, WrittenQueries.Members.class }))
	static class Configured {

		@Bean
		static LateCommits lateCommits() {
			return new LateCommits();
		}

	}

}
