package dev.accelerate.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;
import org.junit.jupiter.api.Test;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependency} on the tenant each session is opened with: a database for
 * each tenant, and no resolver that knows the current one.
 */
class SessionTenantDependencyTests {

	@Test
	void refusesAnExplicitStrategy() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Tenants.class)) {
			application.assertRefused(ExplicitTeams.class, ".findAll()", "the tenant each session is opened with");
		}
	}

	/**
	 * In a read-only transaction, because an inherited strategy does not apply in a
	 * session alone.
	 */
	@Test
	void leavesInheritedStrategiesUncached() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Tenants.class)) {
			InheritedTeams teams = application.create(InheritedTeams.class);
			TransactionTemplate transaction = new TransactionTemplate(
					application.bean(PlatformTransactionManager.class));
			transaction.setReadOnly(true);
			for (String tenant : List.of("a", "b", "a")) {
				inSessionOf(tenant, application, () -> transaction.executeWithoutResult((status) -> application
					.assertAnswer(() -> names(teams), "team of " + tenant, CacheStatus.NONE)));
			}
			assertThat(application.bean(RecordedBypasses.class).reasons()).isEmpty();
		}
	}

	@Test
	void goesPastTheCacheAlsoWithAContributorWhichCannotKnowTheTenantOfASession() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(ContributedTenants.class)) {
			ExplicitTeams teams = application.create(ExplicitTeams.class);
			for (String tenant : List.of("a", "b", "a")) {
				inSessionOf(tenant, application,
						() -> application.assertAnswer(() -> names(teams), "team of " + tenant, CacheStatus.NONE));
			}
			assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("other-tenant");
		}
	}

	private static List<String> names(JpaRepository<Team, Long> teams) {
		return teams.findAll().stream().map(Team::getName).toList();
	}

	/**
	 * Bind a session of a tenant to this thread, as a filter of the application would.
	 */
	private static void inSessionOf(String tenant, UnkeyedDependencyFixture application, Runnable reads) {
		EntityManagerFactory factory = application.bean(EntityManagerFactory.class);
		try (Session session = factory.unwrap(SessionFactory.class)
			.withOptions()
			.tenantIdentifier((Object) tenant)
			.openSession()) {
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
			try {
				reads.run();
			}
			finally {
				TransactionSynchronizationManager.unbindResource(factory);
			}
		}
	}

	/**
	 * Its method is no query, because Spring Data opens a session to check those.
	 */
	interface ExplicitTeams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		List<Team> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedTeams extends JpaRepository<Team, Long> {

	}

	/**
	 * Databases of two tenants, each with a team of its own.
	 */
	static class Databases extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

		private final Map<String, DataSource> databases = new HashMap<>();

		Databases() {
			for (String tenant : List.of("a", "b")) {
				this.databases.put(tenant, new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
						+ ";DB_CLOSE_DELAY=-1;INIT=create table if not exists teams (id bigint primary key, name varchar)"
						+ "\\;merge into teams values (1, 'team of " + tenant + "')", "sa", ""));
			}
		}

		@Override
		protected DataSource selectAnyDataSource() {
			return this.databases.get("a");
		}

		@Override
		protected DataSource selectDataSource(String tenant) {
			return this.databases.get(tenant);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Team.class)
	static class Tenants {

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

		@Bean
		HibernatePropertiesCustomizer tenants() {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
					new Databases());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Tenants.class)
	static class ContributedTenants {

		@Bean
		SignatureContributor tenant() {
			return () -> "always the same";
		}

	}

}
