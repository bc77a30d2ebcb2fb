package dev.accelerate.jpa;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.testing.tenant.Note;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnitDependencyTracker}: code behind a repository of one persistence unit that
 * reads from another one, whose results depend on a tenant or a route of the thread.
 */
class OtherUnitDependencyTests {

	private static final ThreadLocal<String> SIDE = ThreadLocal.withInitial(() -> "none");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
		.withUserConfiguration(FirstUnit.class);

	@AfterEach
	void forgetSide() {
		SIDE.remove();
	}

	@ParameterizedTest
	@ValueSource(classes = { TenantUnit.class, RoutedUnit.class })
	void keepsNothingThatTheKeyDoesNotTellApart(Class<?> otherUnit) {
		this.runner.withUserConfiguration(otherUnit).run((context) -> {
			assertAnswers(context, CacheStatus.MISS);
			assertAnswers(context, CacheStatus.MISS);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { TenantUnit.class, RoutedUnit.class })
	void keepsNothingOfASessionThatTheApplicationOpenedBefore(Class<?> otherUnit) {
		this.runner.withUserConfiguration(otherUnit).run((context) -> {
			for (String side : List.of("a", "b")) {
				SIDE.set(side);
				try (EntityManager session = context.getBean("otherUnit", EntityManagerFactory.class)
					.createEntityManager()) {
					Others.session = session;
					assertAnswer(context, side, CacheStatus.MISS);
				}
				finally {
					Others.session = null;
				}
			}
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { TenantUnit.class, RoutedUnit.class })
	void keepsWhatAContributorTellsApart(Class<?> otherUnit) {
		this.runner.withUserConfiguration(otherUnit)
			.withBean(SignatureContributor.class, () -> SIDE::get)
			.run((context) -> {
				assertAnswers(context, CacheStatus.MISS);
				assertAnswers(context, CacheStatus.TTL);
			});
	}

	/**
	 * A read is answered whatever the cache fails to find out.
	 */
	@Test
	void keepsNothingOfAUnitThatCannotTell() {
		this.runner.withUserConfiguration(UnwillingUnit.class).run((context) -> {
			SIDE.set("a");
			assertAnswer(context, "a", CacheStatus.MISS);
			assertAnswer(context, "a", CacheStatus.MISS);
		});
	}

	private static void assertAnswers(ApplicationContext context, CacheStatus status) {
		for (String side : List.of("a", "b")) {
			SIDE.set(side);
			assertAnswer(context, side, status);
		}
	}

	private static void assertAnswer(ApplicationContext context, String expected, CacheStatus status) {
		Others.unit = context.getBean("otherUnit", EntityManagerFactory.class);
		Others.query = context.getBean("otherQuery", String.class);
		OtherNames names = TestRepositories.create(context, OtherNames.class);
		var answer = context.getBean(AccelerateOperations.class).withAccelerateInfo(names::all);
		assertThat(answer.data()).containsExactly(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

	private static DataSource newDatabase(String rows) {
		return new DriverManagerDataSource(urlOf(rows), "sa", "");
	}

	private static String urlOf(String rows) {
		return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;INIT=" + rows;
	}

	private static LocalContainerEntityManagerFactoryBean newUnit(DataSource database, Class<?> domain) {
		LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
		unit.setPersistenceUnitName("other");
		unit.setDataSource(database);
		unit.setPackagesToScan(domain.getPackageName());
		unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		return unit;
	}

	interface OtherNames extends Repository<Team, Long> {

		@CacheStrategy(ttl = 60)
		default List<String> all() {
			if (Others.session != null) {
				return read(Others.session);
			}
			try (EntityManager session = Others.unit.createEntityManager()) {
				return read(session);
			}
		}

		private static List<String> read(EntityManager session) {
			return session.createQuery(Others.query, String.class).getResultList();
		}

	}

	/**
	 * What the default method reads from.
	 */
	private static final class Others {

		private static EntityManagerFactory unit;

		private static @Nullable EntityManager session;

		private static String query;

	}

	static class FirstUnit {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory() {
			return OwnPersistenceUnits.newUnit("first", Team.class);
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	static class TenantUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean otherUnit() {
			LocalContainerEntityManagerFactoryBean unit = newUnit(
					newDatabase("create table if not exists notes (id bigint primary key, text varchar, tenant varchar)"
							+ "\\;merge into notes values (1, 'a', 'a'), (2, 'b', 'b')"),
					Note.class);
			unit.getJpaPropertyMap().put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new Resolver());
			return unit;
		}

		@Bean
		String otherQuery() {
			return "select n.text from Note n";
		}

	}

	static class RoutedUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean otherUnit() {
			AbstractRoutingDataSource routes = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return SIDE.get();
				}

			};
			routes.setTargetDataSources(Map.of("a", newTeam("a"), "b", newTeam("b")));
			routes.setDefaultTargetDataSource(newTeam("none"));
			routes.afterPropertiesSet();
			return newUnit(routes, Team.class);
		}

		private static DataSource newTeam(String name) {
			return newDatabase(team(name));
		}

		private static String team(String name) {
			return "create table if not exists teams (id bigint primary key, name varchar)"
					+ "\\;merge into teams values (1, '" + name + "')";
		}

		@Bean
		String otherQuery() {
			return "select t.name from Team t";
		}

	}

	/**
	 * Unit over a data source that cannot say what it wraps.
	 */
	static class UnwillingUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean otherUnit() {
			return newUnit(new DriverManagerDataSource(urlOf(RoutedUnit.team("a")), "sa", "") {

				@Override
				public boolean isWrapperFor(Class<?> type) {
					throw new UnsupportedOperationException();
				}

			}, Team.class);
		}

		@Bean
		String otherQuery() {
			return "select t.name from Team t";
		}

	}

	static class Resolver implements CurrentTenantIdentifierResolver<String> {

		@Override
		public String resolveCurrentTenantIdentifier() {
			return SIDE.get();
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

}
