package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link RepositoryConfiguration} with {@code accelerate.query-timeout} where no
 * transaction could enforce it.
 */
class QueryTimeoutRefusalTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, AccelerateAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true", "accelerate.query-timeout=5s")
		.withUserConfiguration(Units.class);

	@ParameterizedTest
	@ValueSource(classes = { Missing.class, OfTheOtherUnit.class, OfTheDataSource.class })
	void aRepositoryWithoutATransactionManagerOfItsUnitIsRefused(Class<?> repositories) {
		ApplicationContextRunner wrong = this.runner.withUserConfiguration(repositories);
		wrong.run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription())
				.contains("accelerate.query-timeout cannot be enforced by " + Cached.class.getName()
						+ ".findByName(String)")
				.contains("'" + repositories.getAnnotation(EnableJpaRepositories.class).transactionManagerRef() + "'")
				.contains("transactionManagerRef");
			assertThat(analysis.getCause()).isInstanceOfSatisfying(AccelerateException.class,
					(refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005));
		});
		wrong.withPropertyValues("accelerate.query-timeout=0").run((context) -> assertThat(context).hasNotFailed());
		wrong.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aMethodThatNamesTheTransactionManagerOfAnotherUnitIsRefused() {
		this.runner.withUserConfiguration(Qualified.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains(QualifiedMembers.class.getName() + ".findByName(String)")
				.contains("'otherTransactions'"));
	}

	@Test
	void theTransactionManagerOfTheUnitIsAccepted() {
		this.runner.withUserConfiguration(Right.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Cached.class).findByName("anna")).isEmpty();
		});
	}

	@Test
	void aRepositoryThatNobodyScannedForIsAcceptedIfAnyTransactionManagerIsOfItsUnit() {
		this.runner.run((context) -> assertThat(TestRepositories
			.create(context, Cached.class, (repository) -> repository.setTransactionManager("transactions"))
			.findByName("anna")).isEmpty());
	}

	@Test
	void aMethodWithoutATransactionOfItsOwnNeedsNoManager() {
		this.runner.withUserConfiguration(WithoutTransaction.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aCallWithOptionsOfItsOwnIsRefusedWhereNothingElseIsCached() {
		this.runner.withUserConfiguration(Uncached.class).run((context) -> {
			assertThat(context).hasNotFailed();
			UncachedMembers members = context.getBean(UncachedMembers.class);
			assertThat(members.findByName("anna")).isEmpty();
			assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> context.getBean(AccelerateOperations.class)
					.withCacheStrategy(CacheOptions.ofTtl(5), () -> members.findByName("anna")))
				.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
				.withMessageContaining("accelerate.query-timeout");
		});
	}

	interface Cached extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	interface QualifiedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Transactional(transactionManager = "otherTransactions", readOnly = true)
		List<Member> findByName(String name);

	}

	interface UntransactionalMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Transactional(propagation = Propagation.SUPPORTS)
		List<Member> findByName(String name);

	}

	interface UncachedMembers extends Repository<Member, Long> {

		List<Member> findByName(String name);

	}

	@Configuration(proxyBeanMethods = false)
	static class Units {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			return unit("unit", dataSource);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean otherUnit(DataSource dataSource) {
			return unit("other", dataSource);
		}

		@Bean
		@Primary
		JpaTransactionManager transactions(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		JpaTransactionManager otherTransactions(@Qualifier("otherUnit") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		JdbcTransactionManager jdbcTransactions(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		private static LocalContainerEntityManagerFactoryBean unit(String name, DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setPersistenceUnitName(name);
			unit.setDataSource(dataSource);
			unit.setPackagesToScan(Member.class.getPackageName());
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "update"));
			return unit;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "transactions",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Cached.class))
	static class Right {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "missing",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Cached.class))
	static class Missing {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "otherTransactions",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Cached.class))
	static class OfTheOtherUnit {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "jdbcTransactions",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Cached.class))
	static class OfTheDataSource {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "transactions",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = QualifiedMembers.class))
	static class Qualified {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "missing",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = UntransactionalMembers.class))
	static class WithoutTransaction {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, transactionManagerRef = "missing",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = UncachedMembers.class))
	static class Uncached {

	}

}
