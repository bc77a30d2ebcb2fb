package dev.accelerate.repository;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.domain.Team;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependency} on the route of a data source that is not part of the key.
 */
class RouteDependencyTests {

	/**
	 * Route of the thread.
	 */
	private static final ThreadLocal<String> ROUTE = ThreadLocal.withInitial(() -> "nobody");

	@AfterEach
	void forgetRoute() {
		ROUTE.remove();
	}

	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void refusesAnExplicitStrategyOverARoutingDataSource(Wrapping wrapping) {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Routes.class,
				"wrapping=" + wrapping)) {
			application.assertRefused(ExplicitTeams.class, ".findAll()", "a routing DataSource");
		}
	}

	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void refusesItAlsoWhereTheConnectionsOfDataSourcesAreFollowed(Wrapping wrapping) {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Routes.class, "wrapping=" + wrapping,
				"accelerate.invalidation.jdbc=true")) {
			application.assertRefused(ExplicitTeams.class, ".findAll()", "a routing DataSource");
		}
	}

	@Test
	void leavesInheritedStrategiesUncachedOverARoutingDataSource() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Routes.class, "wrapping=NONE")) {
			InheritedTeams teams = application.create(InheritedTeams.class);
			for (String route : List.of("a", "b", "a")) {
				ROUTE.set(route);
				application.assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of " + route,
						CacheStatus.NONE);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void cachesPerRouteWithAContributor(Wrapping wrapping) {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(ContributedRoutes.class,
				"wrapping=" + wrapping)) {
			ExplicitTeams teams = application.create(ExplicitTeams.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				for (String route : List.of("a", "b")) {
					ROUTE.set(route);
					application.assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(),
							"team of " + route, status);
				}
			}
		}
	}

	@Test
	void sessionOverARouteChosenBeforeGoesPastTheCache() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(ContributedRoutes.class,
				"wrapping=NONE")) {
			ExplicitTeams teams = application.create(ExplicitTeams.class);
			TransactionTemplate transaction = new TransactionTemplate(
					application.bean(PlatformTransactionManager.class));
			transaction.setReadOnly(true);
			ROUTE.set("a");
			transaction.executeWithoutResult((status) -> {
				ROUTE.set("b");
				application.assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of a",
						CacheStatus.NONE);
			});
			application.assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of b",
					CacheStatus.MISS);
		}
	}

	/**
	 * With {@code accelerate.invalidation.jdbc} the data source is a proxy besides.
	 */
	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void readsTheCatalogsOfAllRoutes(Wrapping wrapping) {
		for (boolean jdbc : new boolean[] { false, true }) {
			try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Routes.class,
					"wrapping=" + wrapping, "accelerate.invalidation.jdbc=" + jdbc)) {
				assertThat(application.bean(DatabaseCatalogs.class).latest().tables()).as("with jdbc=%s", jdbc)
					.contains("only_on_a", "only_on_b");
			}
		}
	}

	interface ExplicitTeams extends Repository<Team, Long> {

		@CacheStrategy(ttl = 60)
		List<Team> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedTeams extends Repository<Team, Long> {

		List<Team> findAll();

	}

	/**
	 * What may stand between Hibernate and the routing data source.
	 */
	enum Wrapping {

		NONE {

			@Override
			DataSource wrap(DataSource routing) {
				return routing;
			}

		},

		LAZY {

			@Override
			DataSource wrap(DataSource routing) {
				return new LazyConnectionDataSourceProxy(routing);
			}

		},

		NESTED {

			@Override
			DataSource wrap(DataSource routing) {
				return new DelegatingDataSource(
						new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(routing)));
			}

		};

		abstract DataSource wrap(DataSource routing);

	}

	@Configuration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		DataSource routingDataSource(Environment environment) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return ROUTE.get();
				}

			};
			DataSource a = database("a");
			routing.setTargetDataSources(Map.of("a", a, "b", database("b")));
			routing.setDefaultTargetDataSource(a);
			routing.afterPropertiesSet();
			return environment.getRequiredProperty("wrapping", Wrapping.class).wrap(routing);
		}

		@Bean
		HibernatePropertiesCustomizer noSchema() {
			return (properties) -> properties.put("hibernate.hbm2ddl.auto", "none");
		}

		private static DataSource database(String route) {
			DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"sa", "");
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table teams (id bigint primary key, name varchar(255))");
			jdbc.execute("create table only_on_" + route + " (id bigint primary key)");
			jdbc.update("insert into teams values (1, ?)", "team of " + route);
			return database;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Routes.class)
	static class ContributedRoutes {

		@Bean
		SignatureContributor route() {
			return ROUTE::get;
		}

	}

}
