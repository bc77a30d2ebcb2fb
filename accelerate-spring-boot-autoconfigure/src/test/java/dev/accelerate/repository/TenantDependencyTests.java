package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RecordedRefreshes;
import dev.accelerate.testing.tenant.Note;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependency} on a tenant that is not part of the key.
 */
class TenantDependencyTests {

	/**
	 * Tenant of the thread.
	 */
	private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "nobody");

	@AfterEach
	void forgetTenant() {
		TENANT.remove();
	}

	@Test
	void refusesAnExplicitStrategyUnderATenantResolver() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Tenants.class)) {
			application.assertRefused(ExplicitNotes.class, ".findAll()",
					"the tenant resolver " + Resolver.class.getName());
		}
	}

	/**
	 * Its method is no query, because Spring Data opens a session to check those.
	 */
	@Test
	void refusesAnExplicitStrategyOnTenantsThatNoResolverTells() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(UnresolvedTenants.class)) {
			application.assertRefused(ExplicitAllNotes.class, ".findAll()", "the tenant each session is opened with");
		}
	}

	@Test
	void leavesInheritedStrategiesUncachedUnderATenantResolver() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Tenants.class)) {
			writeNotes(application);
			InheritedNotes notes = application.create(InheritedNotes.class);
			for (String tenant : List.of("a", "b", "a")) {
				TENANT.set(tenant);
				application.assertAnswer(notes::findAll, "note of " + tenant, CacheStatus.NONE);
			}
		}
	}

	@Test
	void cachesPerTenantWithAContributor() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(ContributedTenants.class)) {
			writeNotes(application);
			ExplicitNotes notes = application.create(ExplicitNotes.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				for (String tenant : List.of("a", "b")) {
					TENANT.set(tenant);
					application.assertAnswer(notes::findAll, "note of " + tenant, status);
				}
			}
		}
	}

	@Test
	void refreshWithoutTheTenantOfTheCallIsDiscarded() throws Exception {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(ContributedTenants.class)) {
			writeNotes(application);
			ExplicitNotes notes = application.create(ExplicitNotes.class);
			TENANT.set("a");
			application.assertAnswer(notes::findAll, "note of a", CacheStatus.MISS);
			rename(application, "changed");
			becomeStale(application);
			application.assertAnswer(notes::findAll, "note of a", CacheStatus.SWR);
			assertThat(refreshOutcome(application)).isEqualTo(QueryCacheListener.Outcome.DISCARDED);
			application.assertAnswer(notes::findAll, "note of a", CacheStatus.SWR);
			TENANT.set("nobody");
			assertThat(notes.findAll()).isEmpty();
		}
	}

	@Test
	void refreshWithTheTenantOfTheCallIsStored() throws Exception {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(DecoratedTenants.class)) {
			writeNotes(application);
			ExplicitNotes notes = application.create(ExplicitNotes.class);
			for (String tenant : List.of("a", "b")) {
				TENANT.set(tenant);
				application.assertAnswer(notes::findAll, "note of " + tenant, CacheStatus.MISS);
				rename(application, "changed " + tenant);
			}
			becomeStale(application);
			TENANT.set("a");
			application.assertAnswer(notes::findAll, "note of a", CacheStatus.SWR);
			assertThat(refreshOutcome(application)).isEqualTo(QueryCacheListener.Outcome.STORED);
			application.assertAnswer(notes::findAll, "changed a", CacheStatus.TTL);
			TENANT.set("b");
			application.assertAnswer(notes::findAll, "note of b", CacheStatus.SWR);
			assertThat(refreshOutcome(application)).isEqualTo(QueryCacheListener.Outcome.STORED);
			application.assertAnswer(notes::findAll, "changed b", CacheStatus.TTL);
		}
	}

	@Test
	void sessionOfAnotherTenantGoesPastTheCache() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(ContributedTenants.class)) {
			writeNotes(application);
			ExplicitNotes notes = application.create(ExplicitNotes.class);
			TransactionTemplate transaction = new TransactionTemplate(
					application.bean(PlatformTransactionManager.class));
			transaction.setReadOnly(true);
			TENANT.set("a");
			transaction.executeWithoutResult((status) -> {
				TENANT.set("b");
				application.assertAnswer(notes::findAll, "note of a", CacheStatus.NONE);
			});
			application.assertAnswer(notes::findAll, "note of b", CacheStatus.MISS);
		}
	}

	private static void writeNotes(UnkeyedDependencyFixture application) {
		AllNotes notes = application.create(AllNotes.class);
		for (String tenant : List.of("a", "b")) {
			TENANT.set(tenant);
			notes.save(new Note("note of " + tenant));
		}
	}

	private static void rename(UnkeyedDependencyFixture application, String text) {
		application.bean(JdbcTemplate.class).update("update notes set text = ? where tenant = ?", text, TENANT.get());
	}

	private static void becomeStale(UnkeyedDependencyFixture application) {
		application.bean(MutableTime.class).advance(Duration.ofSeconds(61));
	}

	private static QueryCacheListener.Outcome refreshOutcome(UnkeyedDependencyFixture application)
			throws InterruptedException {
		return application.bean(RecordedRefreshes.class).outcomes().poll(10, TimeUnit.SECONDS);
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

	interface ExplicitAllNotes extends JpaRepository<Note, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		List<Note> findAll();

	}

	interface AllNotes extends JpaRepository<Note, Long> {

	}

	static class Resolver implements CurrentTenantIdentifierResolver<String> {

		@Override
		public String resolveCurrentTenantIdentifier() {
			return TENANT.get();
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Note.class)
	static class UnresolvedTenants {

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
			return TENANT::get;
		}

		@Bean
		RecordedRefreshes recordedRefreshes() {
			return new RecordedRefreshes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ContributedTenants.class)
	static class DecoratedTenants {

		@Bean
		TaskDecorator tenantDecorator() {
			return (task) -> {
				String tenant = TENANT.get();
				return () -> {
					TENANT.set(tenant);
					try {
						task.run();
					}
					finally {
						TENANT.remove();
					}
				};
			};
		}

	}

}
