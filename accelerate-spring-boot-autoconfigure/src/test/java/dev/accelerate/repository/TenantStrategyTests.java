package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.tenant.Note;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
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
 * Trap 6: answers that depend on a tenant which is not part of the key.
 */
class TenantStrategyTests extends DependentAnswerFixture {

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

}
