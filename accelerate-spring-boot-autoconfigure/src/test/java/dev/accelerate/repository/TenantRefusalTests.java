package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Team;
import dev.accelerate.test.filter.Secret;
import dev.accelerate.test.tenant.Note;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Trap 6: answers that depend on a tenant or a route which is not part of the key.
 */
class TenantRefusalTests {

	private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "nobody");

	private static final String REMEDY = "Declare a SignatureContributor bean that contributes the current tenant or routing key";

	private ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		CURRENT.remove();
		Secret.Owner.CURRENT.remove();
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void refusesAnExplicitStrategyUnderATenantResolver() {
		start(Tenants.class);
		assertRefused(ExplicitNotes.class, "the tenant resolver " + Resolver.class.getName());
	}

	@Test
	void leavesInheritedStrategiesUncachedUnderATenantResolver() {
		start(Tenants.class);
		writeNotes();
		InheritedNotes notes = TestRepositories.create(this.context, InheritedNotes.class);
		for (String tenant : List.of("a", "b", "a")) {
			CURRENT.set(tenant);
			assertAnswer(notes::findAll, "note of " + tenant, CacheStatus.NONE);
		}
	}

	@Test
	void cachesPerTenantWithAContributor() {
		start(ContributedTenants.class);
		writeNotes();
		ExplicitNotes notes = TestRepositories.create(this.context, ExplicitNotes.class);
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String tenant : List.of("a", "b")) {
				CURRENT.set(tenant);
				assertAnswer(notes::findAll, "note of " + tenant, status);
			}
		}
	}

	@Test
	void refreshWithoutTheTenantOfTheCallIsDiscarded() throws Exception {
		start(ContributedTenants.class);
		writeNotes();
		ExplicitNotes notes = TestRepositories.create(this.context, ExplicitNotes.class);
		CURRENT.set("a");
		assertAnswer(notes::findAll, "note of a", CacheStatus.MISS);
		rename("changed");
		becomeStale();
		assertAnswer(notes::findAll, "note of a", CacheStatus.SWR);
		assertThat(refreshOutcome()).isEqualTo(QueryCacheListener.Outcome.DISCARDED);
		assertAnswer(notes::findAll, "note of a", CacheStatus.SWR);
		CURRENT.set("nobody");
		assertThat(notes.findAll()).isEmpty();
	}

	@Test
	void refreshWithTheTenantOfTheCallIsStored() throws Exception {
		start(DecoratedTenants.class);
		writeNotes();
		ExplicitNotes notes = TestRepositories.create(this.context, ExplicitNotes.class);
		for (String tenant : List.of("a", "b")) {
			CURRENT.set(tenant);
			assertAnswer(notes::findAll, "note of " + tenant, CacheStatus.MISS);
			rename("changed " + tenant);
		}
		becomeStale();
		CURRENT.set("a");
		assertAnswer(notes::findAll, "note of a", CacheStatus.SWR);
		assertThat(refreshOutcome()).isEqualTo(QueryCacheListener.Outcome.STORED);
		assertAnswer(notes::findAll, "changed a", CacheStatus.TTL);
		CURRENT.set("b");
		assertAnswer(notes::findAll, "note of b", CacheStatus.SWR);
		assertThat(refreshOutcome()).isEqualTo(QueryCacheListener.Outcome.STORED);
		assertAnswer(notes::findAll, "changed b", CacheStatus.TTL);
	}

	@Test
	void sessionOfAnotherTenantGoesPastTheCache() {
		start(ContributedTenants.class);
		writeNotes();
		ExplicitNotes notes = TestRepositories.create(this.context, ExplicitNotes.class);
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		CURRENT.set("a");
		transaction.executeWithoutResult((status) -> {
			CURRENT.set("b");
			assertAnswer(notes::findAll, "note of a", CacheStatus.NONE);
		});
		assertAnswer(notes::findAll, "note of b", CacheStatus.MISS);
	}

	@Test
	void sessionOverARouteChosenBeforeGoesPastTheCache() {
		start(ContributedRoutes.class, "wrapping=NONE");
		ExplicitTeams teams = TestRepositories.create(this.context, ExplicitTeams.class);
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		CURRENT.set("a");
		transaction.executeWithoutResult((status) -> {
			CURRENT.set("b");
			assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of a", CacheStatus.NONE);
		});
		assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of b", CacheStatus.MISS);
	}

	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void refusesAnExplicitStrategyOverARoutingDataSource(Wrapping wrapping) {
		start(Routes.class, "wrapping=" + wrapping);
		assertRefused(ExplicitTeams.class, "a routing DataSource");
	}

	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void refusesItAlsoWhereTheConnectionsOfDataSourcesAreFollowed(Wrapping wrapping) {
		start(Routes.class, "wrapping=" + wrapping, "accelerate.invalidation.jdbc=true");
		assertRefused(ExplicitTeams.class, "a routing DataSource");
	}

	@Test
	void leavesInheritedStrategiesUncachedOverARoutingDataSource() {
		start(Routes.class, "wrapping=NONE");
		InheritedTeams teams = TestRepositories.create(this.context, InheritedTeams.class);
		for (String route : List.of("a", "b", "a")) {
			CURRENT.set(route);
			assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of " + route,
					CacheStatus.NONE);
		}
	}

	@ParameterizedTest
	@EnumSource(Wrapping.class)
	void cachesPerRouteWithAContributor(Wrapping wrapping) {
		start(ContributedRoutes.class, "wrapping=" + wrapping);
		ExplicitTeams teams = TestRepositories.create(this.context, ExplicitTeams.class);
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String route : List.of("a", "b")) {
				CURRENT.set(route);
				assertAnswer(() -> teams.findAll().stream().map(Team::getName).toList(), "team of " + route, status);
			}
		}
	}

	@Test
	void refusesAnExplicitStrategyUnderAFilterThatEnablesItself() {
		start(Filtered.class);
		assertRefused(ExplicitSecrets.class, "the filter 'owner'");
	}

	@Test
	void leavesInheritedStrategiesUncachedUnderAFilterThatEnablesItself() {
		start(Filtered.class);
		AllSecrets all = TestRepositories.create(this.context, AllSecrets.class);
		all.saveAll(List.of(new Secret("a"), new Secret("b")));
		InheritedSecrets secrets = TestRepositories.create(this.context, InheritedSecrets.class);
		for (String owner : List.of("a", "b", "a")) {
			Secret.Owner.CURRENT.set(owner);
			assertAnswer(() -> secrets.findAll().stream().map(Secret::getOwner).toList(), owner, CacheStatus.NONE);
		}
	}

	private void start(Class<?> configuration, String... properties) {
		this.context = TestApplication.run(TestDatabase.H2, configuration, properties);
	}

	private void assertRefused(Class<? extends Repository<?, ?>> type, String dependency) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, type))
			.satisfies((refused) -> {
				assertThat(refused.where()).isEqualTo(type.getName() + ".findAll()");
				assertThat(refused.reason())
					.isEqualTo("its answer depends on " + dependency + ", which is not part of the key");
				assertThat(refused.remedy()).isEqualTo(REMEDY);
			});
	}

	private void assertAnswer(Supplier<List<String>> call, String expected, CacheStatus status) {
		var answer = this.context.getBean(AccelerateOperations.class).withAccelerateInfo(call);
		assertThat(answer.data()).containsExactly(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

	private void writeNotes() {
		AllNotes notes = TestRepositories.create(this.context, AllNotes.class);
		for (String tenant : List.of("a", "b")) {
			CURRENT.set(tenant);
			notes.save(new Note("note of " + tenant));
		}
	}

	private void rename(String text) {
		this.context.getBean(JdbcTemplate.class)
			.update("update notes set text = ? where tenant = ?", text, CURRENT.get());
	}

	private void becomeStale() {
		this.context.getBean(MutableTime.class).advance(Duration.ofSeconds(61));
	}

	private QueryCacheListener.Outcome refreshOutcome() throws InterruptedException {
		return this.context.getBean(Refreshes.class).outcomes.poll(10, TimeUnit.SECONDS);
	}

	interface ExplicitNotes extends Repository<Note, Long> {

		@CacheStrategy(ttl = 60, swr = 600)
		@Query("select n.text from Note n")
		List<String> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedNotes extends Repository<Note, Long> {

		@Query("select n.text from Note n")
		List<String> findAll();

	}

	interface AllNotes extends JpaRepository<Note, Long> {

	}

	interface ExplicitTeams extends Repository<Team, Long> {

		@CacheStrategy(ttl = 60)
		List<Team> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedTeams extends Repository<Team, Long> {

		List<Team> findAll();

	}

	interface ExplicitSecrets extends Repository<Secret, Long> {

		@CacheStrategy(ttl = 60)
		List<Secret> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedSecrets extends Repository<Secret, Long> {

		List<Secret> findAll();

	}

	interface AllSecrets extends JpaRepository<Secret, Long> {

	}

	static class Resolver implements CurrentTenantIdentifierResolver<String> {

		@Override
		public String resolveCurrentTenantIdentifier() {
			return CURRENT.get();
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

	static class Refreshes implements QueryCacheListener {

		private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

		@Override
		public void onRefresh(QueryPlan.Id id, Outcome outcome) {
			this.outcomes.add(outcome);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Note.class)
	static class Tenants {

		@Bean
		HibernatePropertiesCustomizer tenantResolver() {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
					new Resolver());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Tenants.class)
	static class ContributedTenants {

		@Bean
		SignatureContributor tenant() {
			return CURRENT::get;
		}

		@Bean
		Refreshes refreshes() {
			return new Refreshes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ContributedTenants.class)
	static class DecoratedTenants {

		@Bean
		TaskDecorator tenantDecorator() {
			return (task) -> {
				String tenant = CURRENT.get();
				return () -> {
					CURRENT.set(tenant);
					try {
						task.run();
					}
					finally {
						CURRENT.remove();
					}
				};
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Secret.class)
	static class Filtered {

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
					return CURRENT.get();
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
			jdbc.update("insert into teams values (1, ?)", "team of " + route);
			return database;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Routes.class)
	static class ContributedRoutes {

		@Bean
		SignatureContributor route() {
			return CURRENT::get;
		}

	}

}
