package dev.accelerate.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.testing.tenant.Tenants;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TenantKeys} where the tenant selects the connection: a schema or a database for
 * each, which native queries depend on as well.
 */
class TenantConnectionTests {

	@AfterEach
	void forgetTenant() {
		Tenants.leave();
	}

	@ParameterizedTest
	@ValueSource(classes = { Schemas.class, SchemasByStatement.class, Databases.class })
	void eachTenantIsCachedByItself(Class<?> configuration) {
		try (RepositoryFixture application = new RepositoryFixture(configuration)) {
			assertEachIsCached(application);
		}
	}

	@Test
	@Tag("postgres")
	void eachSchemaOfPostgresIsCachedByItself() {
		try (RepositoryFixture application = new RepositoryFixture(TestDatabase.POSTGRES, Schemas.class)) {
			assertEachIsCached(application);
		}
	}

	/**
	 * Where the statements on connections are followed, one that sets the schema is seen,
	 * and not that it is for the tenant of the key.
	 */
	@Test
	void aSchemaThatIsSeenToBeSetByAStatementBypassesTheCache() {
		try (RepositoryFixture application = new RepositoryFixture(SchemasByStatement.class,
				"accelerate.invalidation.jdbc=true")) {
			Teams teams = application.create(Teams.class);
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				teams.save(new Team("team of " + tenant));
			}
			application.bean(RecordedBypasses.class).reasons();
			for (String tenant : List.of("a", "b", "a", "b")) {
				Tenants.enter(tenant);
				assertThat(application.status(teams::names)).isEqualTo(CacheStatus.NONE);
				assertThat(teams.names()).containsExactly("team of " + tenant);
			}
			assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("session-setting");
		}
	}

	/**
	 * A transaction of a higher isolation would mix snapshots.
	 */
	@Test
	void theDatabaseOfEachTenantIsolatesInItsOwnWay() {
		try (RepositoryFixture application = new RepositoryFixture(Databases.class)) {
			Teams teams = application.create(Teams.class);
			TransactionTemplate transaction = new TransactionTemplate(
					application.bean(PlatformTransactionManager.class));
			transaction.setReadOnly(true);
			for (String tenant : List.of("a", "repeatable", "a")) {
				Tenants.enter(tenant);
				teams.names();
				transaction.executeWithoutResult((status) -> assertThat(application.status(teams::names)).as(tenant)
					.isEqualTo(tenant.equals("a") ? CacheStatus.TTL : CacheStatus.NONE));
			}
			assertThat(application.bean(RecordedBypasses.class).reasons()).containsExactly("isolation");
		}
	}

	@Test
	void aRouteThatTheTenantsConnectByIsRefused() {
		try (RepositoryFixture application = new RepositoryFixture(RoutedSchemas.class)) {
			assertThat(application.refusal(Teams.class).reason()).contains("a routing DataSource");
		}
	}

	private static void assertEachIsCached(RepositoryFixture application) {
		Teams teams = application.create(Teams.class);
		for (String tenant : List.of("a", "b")) {
			Tenants.enter(tenant);
			teams.save(new Team("team of " + tenant));
		}
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				for (boolean sql : new boolean[] { false, true }) {
					var answer = application.accelerate.withAccelerateInfo(sql ? teams::namesBySql : teams::names);
					assertThat(answer.data()).as("names by SQL: %s", sql).containsExactly("team of " + tenant);
					assertThat(answer.info().cacheStatus()).as("names by SQL: %s", sql).isEqualTo(status);
				}
			}
		}
		Tenants.enter("a");
		teams.save(new Team("zebras of a"));
		assertThat(application.status(teams::names)).isEqualTo(CacheStatus.MISS);
		assertThat(teams.names()).containsExactly("team of a", "zebras of a")
			.isEqualTo(application.accelerate.withCacheStrategy(CacheOptions.none(), teams::names));
		Tenants.enter("b");
		assertThat(application.status(teams::names)).isEqualTo(CacheStatus.MISS);
		assertThat(teams.names()).containsExactly("team of b");
	}

	interface Teams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select t.name from Team t order by t.name")
		List<String> names();

		@CacheStrategy(ttl = 60)
		@Query(value = "select name from teams order by name", nativeQuery = true)
		List<String> namesBySql();

	}

	/**
	 * Connections of one pool, in the schema of the tenant. The pool puts the schema
	 * back.
	 */
	static class SchemaConnections implements MultiTenantConnectionProvider<String> {

		private final transient DataSource dataSource;

		SchemaConnections(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		void enter(Connection connection, String schema) throws SQLException {
			connection.setSchema(schema);
		}

		@Override
		public Connection getAnyConnection() throws SQLException {
			return this.dataSource.getConnection();
		}

		@Override
		public void releaseAnyConnection(Connection connection) throws SQLException {
			connection.close();
		}

		@Override
		public Connection getConnection(String tenant) throws SQLException {
			Connection connection = getAnyConnection();
			enter(connection, "tenant_" + tenant);
			return connection;
		}

		@Override
		public void releaseConnection(String tenant, Connection connection) throws SQLException {
			connection.close();
		}

		@Override
		public boolean supportsAggressiveRelease() {
			return false;
		}

		@Override
		public boolean isUnwrappableAs(Class<?> type) {
			return false;
		}

		@Override
		public <T> T unwrap(Class<T> type) {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * Connections to the database of the tenant.
	 */
	static final class DatabaseConnections extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

		private final Map<String, DataSource> databases = new HashMap<>();

		DatabaseConnections() {
			for (String tenant : List.of("a", "b", "nobody", "repeatable")) {
				DataSource database = new DriverManagerDataSource(
						"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "") {

					@Override
					public Connection getConnection() throws SQLException {
						Connection connection = super.getConnection();
						if (tenant.equals("repeatable")) {
							connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
						}
						return connection;
					}

				};
				JdbcTemplate jdbc = new JdbcTemplate(database);
				jdbc.execute("create table teams (id bigint primary key, name varchar(255))");
				jdbc.execute("create sequence teams_seq start with 1 increment by 50");
				this.databases.put(tenant, database);
			}
		}

		@Override
		protected DataSource selectAnyDataSource() {
			return this.databases.get("nobody");
		}

		@Override
		protected DataSource selectDataSource(String tenant) {
			return this.databases.get(tenant);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Tenants.class)
	static class Schemas {

		@Bean
		HibernatePropertiesCustomizer connections(DataSource dataSource) {
			return connectingBy(dataSource, new SchemaConnections(dataSource));
		}

		static HibernatePropertiesCustomizer connectingBy(DataSource dataSource, SchemaConnections connections) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			for (String tenant : List.of("a", "b", "nobody")) {
				String schema = "\"tenant_" + tenant + "\"";
				jdbc.execute("create schema " + schema);
				jdbc.execute("create table " + schema + ".teams (id bigint primary key, name varchar(255))");
				jdbc.execute("create sequence " + schema + ".teams_seq start with 1 increment by 50");
			}
			return (properties) -> {
				properties.put("hibernate.hbm2ddl.auto", "none");
				properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, connections);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Tenants.class, RecordedBypasses.class })
	static class SchemasByStatement {

		@Bean
		HibernatePropertiesCustomizer connections(DataSource dataSource) {
			return Schemas.connectingBy(dataSource, new SchemaConnections(dataSource) {

				@Override
				void enter(Connection connection, String schema) throws SQLException {
					try (Statement statement = connection.createStatement()) {
						statement.execute("set schema \"" + schema + "\"");
					}
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Tenants.class)
	static class RoutedSchemas {

		@Bean
		HibernatePropertiesCustomizer connections(DataSource dataSource) {
			AbstractRoutingDataSource routes = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "only";
				}

			};
			routes.setTargetDataSources(Map.of("only", dataSource));
			routes.afterPropertiesSet();
			return (properties) -> {
				properties.put("hibernate.hbm2ddl.auto", "none");
				properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, new SchemaConnections(routes));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Tenants.class, RecordedBypasses.class })
	static class Databases {

		@Bean
		HibernatePropertiesCustomizer connections() {
			return (properties) -> {
				properties.put("hibernate.hbm2ddl.auto", "none");
				properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, new DatabaseConnections());
			};
		}

	}

}
