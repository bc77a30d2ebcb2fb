package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.tracking.TransactionTracker;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link HibernateConfiguration}: persistence units and their transactions are tracked,
 * however they are made.
 */
class PersistenceUnitTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = AnnotatedRepositoryApplication.application();

	@ParameterizedTest
	@ValueSource(strings = { "instance", "class", "name" })
	void ownStatementInspectorIsChained(String form) {
		Inspector.SEEN.clear();
		Object setting = switch (form) {
			case "instance" -> new Inspector();
			case "class" -> Inspector.class;
			default -> Inspector.class.getName();
		};
		this.application
			.withBean(HibernatePropertiesCustomizer.class,
					() -> (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, setting))
			.run((context) -> {
				context.getBean(Members.class).findByName("alice");
				assertThat(Inspector.SEEN).anyMatch((sql) -> sql.startsWith("select"));
				assertSeesWrites(context, context.getBean(PlatformTransactionManager.class), "members");
			});
	}

	@Test
	@Proves("entity manager factories and transaction managers")
	void persistenceUnitsAndTransactionManagersMadeByHandAreTracked() {
		this.runner.withUserConfiguration(TwoUnits.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Members first = context.getBean(Members.class);
			OtherMembers second = context.getBean(OtherMembers.class);
			first.save(new Member("first", "first@example.org", null));
			second.save(new Member("second", "second@example.org", null));
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				assertThat(accelerate.withAccelerateInfo(() -> first.findByNameContaining("s")))
					.satisfies((answer) -> assertThat(answer.info().cacheStatus()).isEqualTo(status))
					.satisfies(
							(answer) -> assertThat(answer.data()).extracting(Member::getName).containsExactly("first"));
				assertThat(accelerate.withAccelerateInfo(() -> second.findByNameContaining("s")))
					.satisfies((answer) -> assertThat(answer.info().cacheStatus()).isEqualTo(status))
					.satisfies((answer) -> assertThat(answer.data()).extracting(Member::getName)
						.containsExactly("second"));
			}
			assertSeesWrites(context, context.getBean("firstTransactions", PlatformTransactionManager.class), "first");
			assertSeesWrites(context, context.getBean("secondTransactions", PlatformTransactionManager.class),
					"second");
		});
	}

	/**
	 * A read-only transaction in which something was written counts as read-write, which
	 * only the inspector of the unit and the listener of the transaction manager can
	 * tell.
	 */
	private static void assertSeesWrites(AssertableApplicationContext context, PlatformTransactionManager manager,
			String unit) {
		EntityManagerFactory factory = ((JpaTransactionManager) manager).getEntityManagerFactory();
		TransactionTracker transactions = context.getBean(TransactionTracker.class);
		TransactionTemplate readOnly = new TransactionTemplate(manager);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			assertThat(transactions.current()).as(unit).hasSize(1);
			assertThat(transactions.current().get(0).isWriting()).as(unit).isFalse();
			EntityManagerFactoryUtils.getTransactionalEntityManager(factory)
				.createNativeQuery("update members set name = name")
				.executeUpdate();
			assertThat(transactions.current().get(0).isWriting()).as(unit).isTrue();
		});
	}

	/**
	 * Hibernate makes one itself, and needs its constructor.
	 */
	public static class Inspector implements StatementInspector {

		static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

		public Inspector() {
		}

		@Override
		public String inspect(String sql) {
			SEEN.add(sql);
			return sql;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoUnits {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean firstUnit() {
			return unit("first");
		}

		@Bean
		LocalContainerEntityManagerFactoryBean secondUnit() {
			return unit("second");
		}

		@Bean
		@Primary
		JpaTransactionManager firstTransactions(@Qualifier("firstUnit") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		JpaTransactionManager secondTransactions(@Qualifier("secondUnit") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		private static LocalContainerEntityManagerFactoryBean unit(String name) {
			DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"sa", "");
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setPersistenceUnitName(name);
			unit.setDataSource(database);
			unit.setPackagesToScan(Member.class.getPackageName());
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return unit;
		}

		@Configuration(proxyBeanMethods = false)
		@EnableJpaRepositories(considerNestedRepositories = true, entityManagerFactoryRef = "firstUnit",
				transactionManagerRef = "firstTransactions",
				includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
		static class First {

		}

		@Configuration(proxyBeanMethods = false)
		@EnableJpaRepositories(considerNestedRepositories = true, entityManagerFactoryRef = "secondUnit",
				transactionManagerRef = "secondTransactions",
				includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OtherMembers.class))
		static class Second {

		}

	}

	interface OtherMembers extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByNameContaining(String part);

	}

}
