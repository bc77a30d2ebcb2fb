package dev.accelerate.jpa;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.testing.tenant.Note;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnitDependencyTracker}: code behind a repository of one persistence unit that
 * reads from another one, where each unit has tenants of its own, or both have the same.
 */
class OtherTenantDependencyTests {

	private static final ThreadLocal<String> FIRST = ThreadLocal.withInitial(() -> "x");

	private static final ThreadLocal<String> OTHER = ThreadLocal.withInitial(() -> "a");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
		.withUserConfiguration(Units.class);

	private ApplicationContext context;

	private OtherNotes notes;

	private TeamNotes teams;

	@BeforeEach
	@AfterEach
	void forgetTenants() {
		FIRST.remove();
		OTHER.remove();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SHARED")
	void keepsNothingOfTenantsThatTheKeyDoesNotTell(Resolvers resolvers) {
		run(resolvers, () -> {
			for (String tenant : List.of("a", "b", "a", "b")) {
				OTHER.set(tenant);
				assertAnswer(this.teams::read, CacheStatus.MISS, tenant);
				assertAnswer(this.teams::ask, CacheStatus.MISS, tenant);
			}
		});
	}

	/**
	 * A resolver has one answer at a time, whichever unit asks it.
	 */
	@Test
	void keepsWhatTheResolverOfBothUnitsTells() {
		run(Resolvers.SHARED, () -> {
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				for (String tenant : List.of("a", "b")) {
					OTHER.set(tenant);
					assertAnswer(this.teams::read, status, tenant);
					assertAnswer(this.teams::ask, status, tenant);
				}
			}
		});
	}

	/**
	 * What is stored for a tenant of the other unit answers inside, and is no less of
	 * that tenant.
	 */
	@ParameterizedTest
	@EnumSource
	void keepsWhatTheOtherUnitReadsForItsOwnTenant(Resolvers resolvers) {
		run(resolvers, () -> {
			this.teams.ask();
			assertAnswer(this.notes::texts, CacheStatus.TTL, "a");
			OTHER.set("b");
			assertAnswer(this.notes::texts, CacheStatus.MISS, "b");
			assertAnswer(this.teams::ask, CacheStatus.MISS, "b");
		});
	}

	/**
	 * The tenants of one unit mean nothing to another that has none.
	 */
	@Test
	void aUnitWithoutTenantsHasOneKeyForAll() {
		run(Resolvers.OTHER_ONLY, () -> {
			assertAnswer(this.teams::names, CacheStatus.MISS);
			OTHER.set("b");
			assertAnswer(this.teams::names, CacheStatus.TTL);
		});
		run(Resolvers.EACH, () -> {
			assertAnswer(this.teams::names, CacheStatus.MISS);
			OTHER.set("b");
			assertAnswer(this.teams::names, CacheStatus.TTL);
			FIRST.set("y");
			assertAnswer(this.teams::names, CacheStatus.MISS);
		});
	}

	private void run(Resolvers resolvers, Runnable test) {
		forgetTenants();
		this.runner.withPropertyValues("resolvers=" + resolvers).run((context) -> {
			this.context = context;
			EntityManagerFactory other = context.getBean("otherUnit", EntityManagerFactory.class);
			this.teams = TestRepositories.create(context, TeamNotes.class);
			this.notes = TestRepositories.create(context, OtherNotes.class, (factory) -> {
				factory.setEntityManager(SharedEntityManagerCreator.createSharedEntityManager(other));
				factory.setTransactionManager("otherManager");
			});
			TeamNotes.Others.unit = other;
			TeamNotes.Others.notes = this.notes;
			test.run();
		});
	}

	private void assertAnswer(Supplier<List<String>> call, CacheStatus status, String... expected) {
		var answer = this.context.getBean(AccelerateOperations.class).withAccelerateInfo(call);
		assertThat(answer.data()).containsExactly(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

	/**
	 * Which unit has which resolver.
	 */
	enum Resolvers {

		OTHER_ONLY, EACH, SHARED

	}

	interface OtherNotes extends Repository<Note, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select n.text from Note n")
		List<String> texts();

	}

	interface TeamNotes extends Repository<Team, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select t.name from Team t")
		List<String> names();

		/**
		 * Reads from the other unit.
		 */
		@CacheStrategy(ttl = 60)
		default List<String> read() {
			try (EntityManager session = Others.unit.createEntityManager()) {
				return session.createQuery("select n.text from Note n", String.class).getResultList();
			}
		}

		/**
		 * Asks a cached method of the other unit.
		 */
		@CacheStrategy(ttl = 60)
		default List<String> ask() {
			return Others.notes.texts();
		}

		/**
		 * What the default methods read from.
		 */
		final class Others {

			private static EntityManagerFactory unit;

			private static OtherNotes notes;

		}

	}

	static class Units {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory(Environment environment, Resolver otherTenants) {
			Resolver resolver = switch (environment.getRequiredProperty("resolvers", Resolvers.class)) {
				case OTHER_ONLY -> null;
				case EACH -> new Resolver(FIRST);
				case SHARED -> otherTenants;
			};
			return withResolver(OwnPersistenceUnits.newUnit("first", Team.class), resolver);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean otherUnit(Resolver otherTenants) {
			LocalContainerEntityManagerFactoryBean unit = withResolver(OwnPersistenceUnits.newUnit("other", Note.class),
					otherTenants);
			unit.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
					+ ";DB_CLOSE_DELAY=-1;INIT=create table if not exists notes (id bigint primary key, text varchar, "
					+ "tenant varchar)\\;merge into notes values (1, 'a', 'a'), (2, 'b', 'b')", "sa", ""));
			unit.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "none");
			return unit;
		}

		private static LocalContainerEntityManagerFactoryBean withResolver(LocalContainerEntityManagerFactoryBean unit,
				@Nullable Resolver resolver) {
			if (resolver != null) {
				unit.getJpaPropertyMap().put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, resolver);
			}
			return unit;
		}

		@Bean
		Resolver otherTenants() {
			return new Resolver(OTHER);
		}

		@Bean
		@Primary
		JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		JpaTransactionManager otherManager(@Qualifier("otherUnit") EntityManagerFactory otherUnit) {
			return new JpaTransactionManager(otherUnit);
		}

	}

	static class Resolver implements CurrentTenantIdentifierResolver<String> {

		private final ThreadLocal<String> tenant;

		Resolver(ThreadLocal<String> tenant) {
			this.tenant = tenant;
		}

		@Override
		public String resolveCurrentTenantIdentifier() {
			return this.tenant.get();
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

}
