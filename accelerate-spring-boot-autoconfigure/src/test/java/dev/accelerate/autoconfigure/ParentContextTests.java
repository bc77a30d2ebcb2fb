package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.test.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hierarchies of application contexts: whichever of them has the persistence unit, the
 * repositories and the cache, what is cached is invalidated by writes in the others.
 */
@ExtendWith(OutputCaptureExtension.class)
class ParentContextTests {

	private static final String JDBC = "accelerate.invalidation.jdbc=true";

	private final ApplicationContextRunner withCache = ApplicationWithoutRepository.runner()
		.withPropertyValues("spring.data.jpa.repositories.enabled=false");

	private final ApplicationContextRunner withoutCache = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create",
				"spring.data.jpa.repositories.enabled=false")
		.withUserConfiguration(ApplicationWithoutRepository.Entities.class);

	private final ApplicationContextRunner repositories = AnnotatedRepositoryApplication.application();

	@Test
	void writesInTheParentAreSeenByTheRepositoriesOfAChild() {
		inChild(this.withCache.withPropertyValues(JDBC), this.repositories, (child) -> {
			ApplicationContext parent = child.getParent();
			save(child, "alice");
			assertHit(child);
			writeByEntityManager(parent);
			assertMissAndHit(child);
			new JdbcTemplate(parent.getBean(DataSource.class)).update("update members set name = name");
			assertMissAndHit(child);
			parent.getBean(AccelerateOperations.class).invalidate("members");
			assertMissAndHit(child);
			parent.getBean(AccelerateOperations.class).invalidateAll();
			assertMissAndHit(child);
			Members members = child.getBean(Members.class);
			assertThat(parent.getBean(AccelerateOperations.class)
				.withAccelerateInfo(() -> members.findByName("alice"))
				.info()
				.cacheStatus()).isEqualTo(CacheStatus.TTL);
		});
	}

	@Test
	void repositoriesOfParentAndChildAreBothCached() {
		inChild(this.repositories, this.repositories, (child) -> {
			save(child, "alice");
			for (ApplicationContext context : List.of(child, child.getParent())) {
				assertThat(status(context)).isEqualTo(CacheStatus.MISS);
				assertThat(status(context)).isEqualTo(CacheStatus.TTL);
			}
			child.getParent().getBean(Members.class).deleteAll();
			assertThat(child.getBean(Members.class).findByName("alice")).isEmpty();
			assertThat(child.getParent().getBean(Members.class).findByName("alice")).isEmpty();
		});
	}

	@Test
	void childrenOfOneParentSeeEachOthersWrites() {
		inChild(this.withCache, this.repositories,
				(first) -> this.repositories.withParent(first.getParent()).run((second) -> {
					save(first, "alice");
					assertHit(first);
					assertHit(second);
					second.getBean(Members.class).deleteAll();
					assertThat(status(first)).isEqualTo(CacheStatus.MISS);
					assertThat(first.getBean(Members.class).findByName("alice")).isEmpty();
				}));
	}

	/**
	 * Their repositories have the same names and the same interfaces.
	 */
	@Test
	void childrenWithDatabasesOfTheirOwnDoNotShareResults() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AccelerateAutoConfiguration.class, AccelerateMetricsAutoConfiguration.class))
			.run((parent) -> this.repositories.withParent(parent)
				.run((first) -> this.repositories.withParent(parent).run((second) -> {
					save(first, "alice");
					assertHit(first);
					assertThat(second.getBean(Members.class).findByName("alice")).isEmpty();
					assertHit(second);
					assertThat(first.getBean(Members.class).findByName("alice")).hasSize(1);
					assertThat(second.getBean(Members.class).findByName("alice")).isEmpty();
				})));
	}

	@Test
	void childThatIsStartedAgainIsCachedAgain() {
		this.withCache.run((parent) -> {
			for (int i = 0; i < 2; i++) {
				this.repositories.withParent(parent).run((child) -> {
					assertThat(status(child)).isEqualTo(CacheStatus.MISS);
					assertHit(child);
					writeByEntityManager(parent);
					assertMissAndHit(child);
				});
			}
		});
	}

	@Test
	void grandchildIsCached() {
		inChild(this.withCache, this.withCache, (child) -> this.repositories.withParent(child).run((grandchild) -> {
			assertHit(grandchild);
			writeByEntityManager(child.getParent());
			assertMissAndHit(grandchild);
		}));
	}

	@Test
	void persistenceUnitOfAParentWithoutTheCacheIsRefused() {
		this.withoutCache.run((parent) -> this.repositories.withParent(parent).run((child) -> {
			assertThat(analysis(child).getDescription()).contains(Members.class.getName()).contains("are not tracked");
			assertThat(analysis(child).getAction()).contains("parent context").contains("AccelerateAutoConfiguration");
		}));
	}

	@Test
	void inheritedStrategiesAreLeftOutWhereTheParentIsWithoutTheCache(CapturedOutput output) {
		this.withoutCache.run((parent) -> PlainRepositoryApplication.application()
			.withParent(parent)
			.withPropertyValues("accelerate.default-strategy.ttl=60s")
			.run((child) -> {
				assertThat(PlainRepositoryApplication.status(child)).isEqualTo(CacheStatus.NONE);
				assertThat(PlainRepositoryApplication.status(child)).isEqualTo(CacheStatus.NONE);
				assertThat(output).containsOnlyOnce("Nothing is cached: the sessions of its entity manager factory");
			}));
	}

	@Test
	void repositoriesOfAChildWithoutTheCacheAreRefused() {
		this.withCache.run((parent) -> this.withoutCache.withParent(parent)
			.withUserConfiguration(AnnotatedRepositoryApplication.Repositories.class)
			.run((child) -> {
				assertThat(analysis(child).getDescription()).contains(Members.class.getName())
					.contains("its application context has no cache of its own");
				assertThat(analysis(child).getAction()).contains("AccelerateAutoConfiguration");
			}));
	}

	@Test
	void repositoriesOfAChildWithoutTheCacheAreLeftOutWhereTheirStrategiesAreInherited(CapturedOutput output) {
		this.withCache.withPropertyValues("accelerate.default-strategy.ttl=60s")
			.run((parent) -> this.withoutCache.withParent(parent)
				.withUserConfiguration(PlainRepositoryApplication.Repositories.class)
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(child.getBean(PlainMembers.class).findByName("alice")).isEmpty();
					assertThat(output)
						.containsOnlyOnce("Nothing of " + PlainMembers.class.getName() + " is cached: its application");
				}));
	}

	/**
	 * As that of Spring Boot's management server.
	 */
	@Test
	void childWithoutRepositoriesAndWithoutTheCacheStarts() {
		this.repositories.run((parent) -> new ApplicationContextRunner().withParent(parent).run((child) -> {
			assertThat(child).hasNotFailed();
			assertHit(parent);
		}));
	}

	@Test
	void childOfAParentWhoseCacheIsOffCachesNothing() {
		inChild(this.withCache.withPropertyValues("accelerate.enabled=false"),
				this.repositories.withPropertyValues("accelerate.enabled=true"), (child) -> {
					assertThat(status(child)).isEqualTo(CacheStatus.NONE);
					assertThat(status(child)).isEqualTo(CacheStatus.NONE);
				});
	}

	@Test
	void dataSourceOfAParentThatDoesNotFollowItIsRefused() {
		this.withCache.run((parent) -> this.repositories.withParent(parent)
			.withPropertyValues(JDBC)
			.run((child) -> assertThat(analysis(child).getDescription()).contains("data source 'dataSource'")
				.contains("parent context")));
		this.withCache.withPropertyValues(JDBC)
			.run((parent) -> this.repositories.withParent(parent).run((child) -> assertThat(child).hasNotFailed()));
	}

	@Test
	void parentListensToTheTransactionsOfAChild() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
			.run((parent) -> this.repositories.withParent(parent).run((child) -> {
				save(child, "alice");
				assertHit(child);
				writeByEntityManager(child);
				assertMissAndHit(child);
			}));
	}

	private static void inChild(ApplicationContextRunner parent, ApplicationContextRunner child,
			Consumer<AssertableApplicationContext> test) {
		parent.run((context) -> {
			assertThat(context).hasNotFailed();
			child.withParent(context).run((context2) -> {
				assertThat(context2).hasNotFailed();
				test.accept(context2);
			});
		});
	}

	private static void writeByEntityManager(ApplicationContext context) {
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(
				(status) -> entityManager.persist(new Member("other", UUID.randomUUID() + "@example.org", null)));
	}

	private static void save(ApplicationContext context, String name) {
		context.getBean(Members.class).save(new Member(name, name + "@example.org", null));
	}

	private static void assertHit(ApplicationContext context) {
		status(context);
		assertThat(status(context)).isEqualTo(CacheStatus.TTL);
	}

	private static void assertMissAndHit(ApplicationContext context) {
		assertThat(status(context)).isEqualTo(CacheStatus.MISS);
		assertThat(status(context)).isEqualTo(CacheStatus.TTL);
	}

	private static CacheStatus status(ApplicationContext context) {
		Members members = context.getBean(Members.class);
		return context.getBean(AccelerateOperations.class)
			.withAccelerateInfo(() -> members.findByName("alice"))
			.info()
			.cacheStatus();
	}

}
