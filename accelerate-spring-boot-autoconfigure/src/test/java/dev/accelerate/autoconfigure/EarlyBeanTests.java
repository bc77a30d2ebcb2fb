package dev.accelerate.autoconfigure;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.beans.MissedBeanFinder;
import dev.accelerate.tracking.TransactionTracker;
import dev.accelerate.testing.domain.Member;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AbstractFactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseFactoryBean;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * {@link MissedBeanFinder} and early post-processors: beans that are created before most
 * post-processors are tracked nevertheless, or the application is told.
 */
@ExtendWith(OutputCaptureExtension.class)
class EarlyBeanTests {

	private static final String JDBC = "accelerate.invalidation.jdbc=true";

	private final ApplicationContextRunner annotated = AnnotatedRepositoryApplication.application();

	private final ApplicationContextRunner plain = PlainRepositoryApplication.application();

	@ParameterizedTest
	@ValueSource(classes = { StaticAdvisor.class, OrderedPostProcessor.class, PlainPostProcessor.class })
	void dataSourceThatSomethingEarlyNeedsIsFollowed(Class<?> early) {
		this.annotated.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
			.withUserConfiguration(early)
			.withPropertyValues(JDBC)
			.run(EarlyBeanTests::seesWritesOfTheDataSource);
	}

	private static void seesWritesOfTheDataSource(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		context.getBean(Members.class).save(new Member("alice", "alice@example.org", null));
		assertThat(AnnotatedRepositoryApplication.statuses(context, 2)).containsExactly(CacheStatus.MISS,
				CacheStatus.TTL);
		new JdbcTemplate(context.getBean(DataSource.class)).update("update members set name = 'bob'");
		assertThat(AnnotatedRepositoryApplication.statuses(context, 1)).containsExactly(CacheStatus.MISS);
	}

	@ParameterizedTest
	@ValueSource(classes = { FirstPostProcessor.class, FactoryPostProcessor.class, DependingPostProcessor.class })
	void dataSourceThatIsTooEarlyIsRefusedWithWhoMadeIt(Class<?> early) {
		ApplicationContextRunner runner = this.annotated.withUserConfiguration(OwnDataSource.class, early);
		runner.withPropertyValues(JDBC).run((context) -> {
			assertThat(analysis(context).getDescription()).contains("data source 'ownDataSource'")
				.contains("because 'tooEarly' needs it");
			assertThat(analysis(context).getAction()).contains("ObjectProvider").contains("'tooEarly'");
		});
		runner.run((context) -> assertThat(context).hasNotFailed());
		runner.withPropertyValues(JDBC, "accelerate.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void dataSourceThatAFactoryMakesTooEarlyIsRefusedWithWhoMadeIt() {
		this.annotated.withUserConfiguration(MadeDataSource.class, FirstPostProcessor.class)
			.withPropertyValues(JDBC)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("data source 'ownDataSource'")
				.contains("because 'tooEarly' needs it"));
	}

	/**
	 * Somebody asks each factory of the application for its type.
	 */
	@Test
	void dataSourceOfAFactoryWhoseTypeIsAskedForIsFollowedOrRefused() {
		this.annotated.withUserConfiguration(OwnDataSource.class, FactoryWithDataSource.class)
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor((beans) -> beans.getBeanNamesForType(StringBuilder.class, true, true)))
			.withPropertyValues(JDBC)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("data source 'ownDataSource'"));
	}

	@Test
	void inheritedStrategiesAreLeftOutWhereADataSourceIsTooEarly(CapturedOutput output) {
		this.plain.withUserConfiguration(OwnDataSource.class, FirstPostProcessor.class)
			.withPropertyValues(JDBC, "accelerate.default-strategy.ttl=60s")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(PlainRepositoryApplication.status(context)).isEqualTo(CacheStatus.NONE);
				assertThat(PlainRepositoryApplication.status(context)).isEqualTo(CacheStatus.NONE);
				assertThat(output).containsOnlyOnce("the data source 'ownDataSource'")
					.containsOnlyOnce("because 'tooEarly' needs it");
				assertThat(context.getBean(AccelerateOperations.class)).satisfies((accelerate) -> {
					PlainMembers members = context.getBean(PlainMembers.class);
					assertThatException()
						.isThrownBy(() -> accelerate.withCacheStrategy(CacheOptions.ofTtl(5),
								() -> members.findByName("alice")))
						.withMessageContaining("data source 'ownDataSource'");
				});
			});
	}

	@Test
	void dataSourceThatIsNoBeanOfADefinitionIsRefused() {
		this.annotated
			.withInitializer((context) -> context.getBeanFactory()
				.registerSingleton("byHand", new DriverManagerDataSource("jdbc:h2:mem:byHand;DB_CLOSE_DELAY=-1")))
			.withPropertyValues(JDBC)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("data source 'byHand'"));
	}

	@ParameterizedTest
	@ValueSource(classes = { DelegatingDataSource.class, LazyConnectionDataSourceProxy.class })
	void dataSourceThatHandsOnAnotherIsMendedHoweverEarly(Class<? extends DelegatingDataSource> type) {
		this.annotated.withUserConfiguration(FirstPostProcessor.class)
			.withBean("handingOn", DataSource.class, () -> handingOn(type))
			.withPropertyValues(JDBC)
			.run(EarlyBeanTests::seesWritesOfTheDataSource);
	}

	private static DataSource handingOn(Class<? extends DelegatingDataSource> type) {
		DataSource target = new DriverManagerDataSource("jdbc:h2:mem:" + type.getSimpleName() + ";DB_CLOSE_DELAY=-1");
		return (type == DelegatingDataSource.class) ? new DelegatingDataSource(target)
				: new LazyConnectionDataSourceProxy(target);
	}

	@Test
	void dataSourcesThatAreNotCreatedYetAreNotMissed() {
		this.annotated.withUserConfiguration(LazyDataSource.class).withPropertyValues(JDBC).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanFactory().containsSingleton("lazyDataSource")).isFalse();
			assertThat(AnnotatedRepositoryApplication.statuses(context, 2)).containsExactly(CacheStatus.MISS,
					CacheStatus.TTL);
		});
	}

	@Test
	void entityManagerFactoryThatIsTooEarlyIsRefusedWithWhoMadeIt() {
		this.annotated.withUserConfiguration(OwnDataSource.class, OwnUnit.class, NeedsEntityManagerFactory.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("entity manager factory 'entityManagerFactory'")
				.contains("because 'tooEarly' needs it"));
	}

	@Test
	void transactionManagerIsListenedToHoweverEarly() {
		this.annotated.withUserConfiguration(OwnDataSource.class, NeedsTransactionManager.class).run((context) -> {
			assertThat(context).hasNotFailed();
			TransactionTemplate readOnly = new TransactionTemplate(context.getBean(JdbcTransactionManager.class));
			readOnly.setReadOnly(true);
			readOnly.executeWithoutResult(
					(status) -> assertThat(context.getBean(TransactionTracker.class).isAnyUnseen()).isFalse());
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { RepositoryInPostProcessor.class, RepositoryInAdvisor.class })
	void repositoryThatSomethingEarlyNeedsIsCached(Class<?> early) {
		this.annotated.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
			.withUserConfiguration(early)
			.withPropertyValues(JDBC)
			.run(EarlyBeanTests::seesWritesOfTheDataSource);
	}

	@Test
	void repositoryThatSomethingEarlyNeedsTakesNoMetricsFromTheApplication() {
		Consumer<AssertableApplicationContext> hasMetrics = (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MeterRegistry.class).find("jvm.memory.used").gauge()).isNotNull();
			assertThat(AnnotatedRepositoryApplication.statuses(context, 2)).containsExactly(CacheStatus.MISS,
					CacheStatus.TTL);
			assertThat(context.getBean(MeterRegistry.class).find("accelerate.requests").counters()).isNotEmpty();
		};
		ApplicationContextRunner runner = this.annotated
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class, JvmMetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));
		runner.run(hasMetrics::accept);
		runner.withUserConfiguration(RepositoryInPostProcessor.class).run(hasMetrics::accept);
	}

	@Test
	void repositoryThatIsTooEarlyIsRefusedWithWhoMadeIt() {
		ApplicationContextRunner runner = this.annotated.withUserConfiguration(OwnDataSource.class, OwnUnit.class,
				NeedsRepository.class);
		runner.run((context) -> {
			assertThat(analysis(context).getDescription()).contains(Members.class.getName())
				.contains("because 'tooEarly' needs it");
			assertThat(analysis(context).getAction()).contains("ObjectProvider").contains("'tooEarly'");
		});
		runner.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "accelerate.strategies.PlainMembers.findByName.ttl=60s",
			"accelerate.default-strategy.ttl=60s", "accelerate.region=here" })
	void plainRepositoryThatIsTooEarlyIsJudgedByItsProperties(String property, CapturedOutput output) {
		this.plain.withUserConfiguration(OwnDataSource.class, OwnUnit.class, NeedsPlainRepository.class)
			.withPropertyValues(property)
			.run((context) -> {
				if (property.contains("strategies")) {
					assertThat(analysis(context).getDescription()).contains("because 'tooEarly' needs it");
					return;
				}
				assertThat(PlainRepositoryApplication.status(context)).isEqualTo(CacheStatus.NONE);
				if (property.contains("default")) {
					assertThat(output).containsOnlyOnce("because 'tooEarly' needs it");
				}
				else {
					assertThat(output).doesNotContain("because 'tooEarly' needs it");
				}
			});
	}

	private static Advisor advisor() {
		NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
		pointcut.setMappedName("noSuchMethod");
		return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> invocation.proceed());
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean
		static DataSource ownDataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeDataSource {

		@Bean
		static EmbeddedDatabaseFactoryBean ownDataSource() {
			EmbeddedDatabaseFactoryBean factory = new EmbeddedDatabaseFactoryBean();
			factory.setDatabaseType(EmbeddedDatabaseType.H2);
			factory.setGenerateUniqueDatabaseName(true);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnUnit {

		@Bean
		static LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setDataSource(dataSource);
			unit.setPackagesToScan(Member.class.getPackageName());
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return unit;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyDataSource {

		@Bean
		@Lazy
		static DataSource lazyDataSource() {
			throw new IllegalStateException("Nobody needs it");
		}

		@Bean
		@Primary
		static DataSource usedDataSource() {
			return OwnDataSource.ownDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StaticAdvisor {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor earlyAdvisor(DataSource dataSource) {
			return advisor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedPostProcessor {

		@Bean
		static BeanPostProcessor early(DataSource dataSource) {
			return new OrderedProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainPostProcessor {

		@Bean
		BeanPostProcessor early(DataSource dataSource) {
			return new BeanPostProcessor() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FirstPostProcessor {

		@Bean
		static FirstProcessor tooEarly(DataSource dataSource) {
			return new FirstProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryPostProcessor {

		@Bean
		static BeanFactoryPostProcessor tooEarly(DataSource dataSource) {
			return (beans) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DependingPostProcessor {

		@Bean
		@DependsOn("ownDataSource")
		static FirstProcessor tooEarly() {
			return new FirstProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryWithDataSource {

		@Bean
		static FactoryBean<?> madeWithDataSource(DataSource dataSource) {
			return new AbstractFactoryBean<Object>() {

				@Override
				public Class<?> getObjectType() {
					return Object.class;
				}

				@Override
				protected Object createInstance() {
					return new Object();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsEntityManagerFactory {

		@Bean
		static FirstProcessor tooEarly(EntityManagerFactory factory) {
			return new FirstProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsTransactionManager {

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		static JdbcTransactionManager jdbcTransactions(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		static FirstProcessor tooEarly(@Qualifier("jdbcTransactions") PlatformTransactionManager manager) {
			return new FirstProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryInPostProcessor {

		@Bean
		static BeanPostProcessor early(Members members) {
			return new OrderedProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryInAdvisor {

		@Bean
		static Advisor early(Members members) {
			return advisor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsRepository {

		@Bean
		static FirstProcessor tooEarly(Members members) {
			return new FirstProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsPlainRepository {

		@Bean
		static FirstProcessor tooEarly(PlainMembers members) {
			return new FirstProcessor();
		}

	}

	/**
	 * Needed before any other post-processor is there.
	 */
	static class FirstProcessor implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	static class OrderedProcessor implements BeanPostProcessor, Ordered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
