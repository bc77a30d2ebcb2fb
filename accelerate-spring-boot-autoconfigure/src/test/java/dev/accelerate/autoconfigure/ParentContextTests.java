package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ParentContext}: whichever context of a hierarchy has the persistence unit, the
 * repositories and the cache, writes in the others invalidate what is cached.
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
			assertThat(statusOf(parent, () -> members.findByName("alice"))).isEqualTo(CacheStatus.TTL);
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

	/**
	 * As Spring Boot calls the children of a parent that it has not made.
	 */
	@Test
	void childrenOfTheSameIdDoNotShareResults() {
		ApplicationContextRunner child = this.repositories.withInitializer((context) -> context.setId("application"));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
			.run((parent) -> child.withParent(parent).run((first) -> child.withParent(parent).run((second) -> {
				assertThat(first.getId()).isEqualTo(second.getId());
				save(first, "alice");
				assertHit(first);
				assertThat(second.getBean(Members.class).findByName("alice")).isEmpty();
			})));
	}

	@Test
	void keepsByTheContributorOfTheUnitsContext(CapturedOutput output) {
		ApplicationContextRunner tenants = this.withCache.withBean(TenantCustomizer.class);
		ApplicationContextRunner contributing = this.repositories.withBean(SignatureContributor.class,
				() -> () -> "tenant");
		inChild(tenants.withBean(SignatureContributor.class, () -> () -> "tenant"), this.repositories,
				ParentContextTests::assertHit);
		assertThat(output).doesNotContain("are not stored");
		inChild(tenants, contributing, (child) -> {
			assertThat(status(child)).isEqualTo(CacheStatus.MISS);
			assertThat(status(child)).isEqualTo(CacheStatus.MISS);
			assertThat(output).containsOnlyOnce("Results of the persistence unit 'default' are not stored")
				.contains("TenantCustomizer")
				.contains("SignatureContributor");
		});
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
			assertThat(analysis(child).getDescription()).contains(Members.class.getName())
				.contains("entity manager factory 'entityManagerFactory'")
				.contains("is in a parent context");
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
				assertThat(output)
					.containsOnlyOnce("Nothing is cached: the entity manager factory 'entityManagerFactory'");
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
	void dataSourceThatAFactoryOfTheParentMakesIsRefused() {
		new ApplicationContextRunner().withUserConfiguration(EarlyBeanTests.MadeDataSource.class)
			.run((parent) -> this.repositories.withParent(parent)
				.withPropertyValues(JDBC)
				.run((child) -> assertThat(analysis(child).getDescription()).contains("data source 'ownDataSource'")
					.contains("parent context")));
	}

	/**
	 * It may write to the same database.
	 */
	@Test
	void otherPersistenceUnitOfAParentWithoutTheCacheIsRefused() {
		this.withoutCache.run((parent) -> this.repositories.withParent(parent)
			.withBean("entityManagerFactory", LocalContainerEntityManagerFactoryBean.class, ParentContextTests::newUnit)
			.run((child) -> assertThat(analysis(child).getDescription()).contains("is in a parent context")));
	}

	@Test
	void whatAChildWithoutTheCacheWritesThroughIsReported(CapturedOutput output) {
		ApplicationContextRunner child = new ApplicationContextRunner()
			.withBean("childDataSource", DataSource.class, DriverManagerDataSource::new)
			.withBean("childUnit", LocalContainerEntityManagerFactoryBean.class, ParentContextTests::newUnit);
		this.repositories.run((parent) -> child.withParent(parent).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce(
					"Writes through a bean go unseen: the entity manager factory 'childUnit' is in a child context");
		}));
		this.repositories.withPropertyValues(JDBC)
			.run((parent) -> child.withParent(parent)
				.run((context) -> assertThat(output)
					.containsOnlyOnce("the data source 'childDataSource' is in a child context")));
		this.repositories.withPropertyValues("accelerate.enabled=false")
			.run((parent) -> child.withParent(parent).run((context) -> assertThat(context).hasNotFailed()));
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "Writes through a bean go unseen")).isEqualTo(3);
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

	/**
	 * Has every session ask for the tenant.
	 */
	static class TenantCustomizer
			implements HibernatePropertiesCustomizer, CurrentTenantIdentifierResolver<StringBuilder> {

		/**
		 * Identifier of a type without a canonical form.
		 */
		private static final StringBuilder TENANT = new StringBuilder("tenant");

		@Override
		public void customize(Map<String, Object> properties) {
			properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
		}

		@Override
		public StringBuilder resolveCurrentTenantIdentifier() {
			return TENANT;
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

	private static LocalContainerEntityManagerFactoryBean newUnit() {
		LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
		unit.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
		unit.setPackagesToScan(Member.class.getPackageName());
		unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		return unit;
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
		return statusOf(context, () -> members.findByName("alice"));
	}

}
