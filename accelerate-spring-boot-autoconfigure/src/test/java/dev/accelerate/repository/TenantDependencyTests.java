package dev.accelerate.repository;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.testing.tenant.Note;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependency} on a tenant that no key can tell: there is no resolver, or
 * its identifiers have no canonical form.
 */
class TenantDependencyTests {

	/**
	 * Tenant of the thread.
	 */
	private static final ThreadLocal<Object> TENANT = ThreadLocal.withInitial(() -> new Region("nowhere"));

	@AfterEach
	void forgetTenant() {
		TENANT.remove();
	}

	/**
	 * Its method is no query, because Spring Data opens a session to check those.
	 */
	@Test
	void refusesAnExplicitStrategyOnTenantsThatNoResolverTells() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(UnresolvedTenants.class)) {
			application.assertRefused(ExplicitNotes.class, ".findAll()", "the tenant each session is opened with");
		}
	}

	@Test
	void refusesAnExplicitStrategyOnIdentifiersWithoutACanonicalForm() {
		try (RepositoryFixture application = new RepositoryFixture(Regions.class)) {
			RefusedStrategyException refused = application.refusal(ExplicitTeams.class);
			assertThat(refused.reason()).isEqualTo("its answer depends on the tenant resolver "
					+ RegionResolver.class.getName() + ", whose identifiers of the type " + Region.class.getName()
					+ " have no canonical form, which is not part of the key");
			assertThat(refused.remedy()).contains("ArgumentEncoder").contains("SignatureContributor");
		}
	}

	@Test
	void leavesInheritedStrategiesUncachedOnIdentifiersWithoutACanonicalForm() {
		try (RepositoryFixture application = new RepositoryFixture(Regions.class)) {
			InheritedTeams teams = application.create(InheritedTeams.class);
			TENANT.set(new Region("north"));
			assertThat(application.status(teams::findAll)).isEqualTo(CacheStatus.NONE);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { EncodedRegions.class, ContributedRegions.class })
	void cachesEachOfThemWithABeanThatTellsIt(Class<?> configuration) {
		try (RepositoryFixture application = new RepositoryFixture(configuration)) {
			ExplicitTeams teams = application.create(ExplicitTeams.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				for (String region : List.of("north", "south")) {
					TENANT.set(new Region(region));
					assertThat(application.status(teams::findAll)).isEqualTo(status);
				}
			}
		}
	}

	/**
	 * A resolver need not declare what it returns.
	 */
	@Test
	void asksEachIdentifierForItsFormWhereNoTypeIsDeclared() {
		try (RepositoryFixture application = new RepositoryFixture(Undeclared.class)) {
			ExplicitTeams teams = application.create(ExplicitTeams.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				TENANT.set("north");
				assertThat(application.status(teams::findAll)).isEqualTo(status);
				TENANT.set(7);
				assertThat(application.status(teams::findAll)).isEqualTo(status);
				TENANT.set(new Region("north"));
				assertThat(application.status(teams::findAll)).isEqualTo(CacheStatus.NONE);
			}
			assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("tenant");
		}
	}

	/**
	 * An encoder may hold texts equal that find the same rows, and still name two
	 * tenants.
	 */
	@Test
	void doesNotAskAnEncoderForIdentifiersOfAKnownType() {
		try (RepositoryFixture application = new RepositoryFixture(FoldedTexts.class)) {
			ExplicitTeams teams = application.create(ExplicitTeams.class);
			for (String tenant : List.of("a", "A")) {
				TENANT.set(tenant);
				assertThat(application.status(teams::findAll)).as(tenant).isEqualTo(CacheStatus.MISS);
				assertThat(application.status(teams::findAll)).as(tenant).isEqualTo(CacheStatus.TTL);
			}
		}
	}

	interface ExplicitNotes extends JpaRepository<Note, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		List<Note> findAll();

	}

	interface ExplicitTeams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		List<Team> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedTeams extends JpaRepository<Team, Long> {

	}

	/**
	 * Identifier of a class that is not a record, so it is unknown what it consists of.
	 */
	static final class Region {

		private final String name;

		Region(String name) {
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Region region && region.name.equals(this.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	static class RegionResolver implements CurrentTenantIdentifierResolver<Region> {

		@Override
		public Region resolveCurrentTenantIdentifier() {
			return (Region) TENANT.get();
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

	static class UndeclaredResolver implements CurrentTenantIdentifierResolver<Object> {

		@Override
		public Object resolveCurrentTenantIdentifier() {
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
	static class Regions {

		@Bean
		HibernatePropertiesCustomizer tenants() {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
					new RegionResolver());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Regions.class)
	static class EncodedRegions {

		@Bean
		ArgumentEncoder regionEncoder() {
			return new ArgumentEncoder() {

				@Override
				public boolean supports(Class<?> type) {
					return type == Region.class;
				}

				@Override
				public byte[] encode(Object argument) {
					return ((Region) argument).name.getBytes(StandardCharsets.UTF_8);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Regions.class)
	static class ContributedRegions {

		@Bean
		SignatureContributor region() {
			return () -> ((Region) TENANT.get()).name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Undeclared {

		@Bean
		HibernatePropertiesCustomizer tenants() {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
					new UndeclaredResolver());
		}

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Undeclared.class)
	static class FoldedTexts {

		@Bean
		ArgumentEncoder foldingEncoder() {
			return new ArgumentEncoder() {

				@Override
				public boolean supports(Class<?> type) {
					return type == String.class;
				}

				@Override
				public byte[] encode(Object argument) {
					return ((String) argument).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
				}

			};
		}

	}

}
