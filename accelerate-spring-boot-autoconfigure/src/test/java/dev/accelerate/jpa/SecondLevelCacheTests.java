package dev.accelerate.jpa;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.cacheable.Country;
import dev.accelerate.testing.cacheable.MapRegionFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.QueryHint;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SecondLevelCacheBypass}: Hibernate's second-level cache may be older than the
 * stamp of a load, and so never serves one.
 */
class SecondLevelCacheTests {

	private ConfigurableApplicationContext context;

	private Countries countries;

	private AccelerateOperations accelerate;

	private EntityManagerFactory factory;

	@BeforeEach
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class,
				"spring.jpa.properties.hibernate.cache.region.factory_class=" + MapRegionFactory.class.getName(),
				"spring.jpa.properties.hibernate.cache.use_query_cache=true");
		this.countries = this.context.getBean(Countries.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.factory = this.context.getBean(EntityManagerFactory.class);
		this.countries.save(new Country("NZ", "old"));
		assertThat(this.countries.findAllByCode("NZ")).hasSize(1);
		assertThat(this.countries.getByCode("NZ").getName()).isEqualTo("old");
		assertThat(this.factory.getCache().contains(Country.class, "NZ")).as("in the second-level cache").isTrue();
		uncached(() -> this.countries.findFirstByCode("NZ").getName());
		this.context.getBean(JdbcTemplate.class).update("update countries set name = 'new'");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void neverAnswersALoad() {
		assertThat(uncached(() -> this.countries.getReferenceByName("NZ"))).as("what others get").isEqualTo("old");
		assertLoaded();
	}

	@Test
	void neverAnswersALoadInAnOpenSession() {
		try (Session session = this.factory.unwrap(org.hibernate.SessionFactory.class).openSession()) {
			TransactionSynchronizationManager.bindResource(this.factory, new EntityManagerHolder(session));
			assertLoaded();
			assertThat(session.getCacheMode()).isEqualTo(CacheMode.NORMAL);
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.factory);
		}
	}

	@Test
	void neverAnswersALoadInAReadOnlyTransaction() {
		TransactionTemplate readOnly = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> assertLoaded());
	}

	@Test
	void neverAnswersAQueryThatIsCacheable() {
		Accelerated<List<Country>> miss = this.accelerate.withAccelerateInfo(() -> this.countries.findAllByCode("NZ"));
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		this.accelerate.invalidateAll();
		assertThat(this.countries.findAllByCode("NZ")).extracting(Country::getName).containsExactly("new");
	}

	/**
	 * A query can ask for it by hints of its own.
	 */
	@Test
	void whatItAnswersAllTheSameIsNotKept() {
		assertThat(this.countries.findFirstByCode("NZ").getName()).isEqualTo("old");
		Accelerated<Country> again = this.accelerate.withAccelerateInfo(() -> this.countries.findFirstByCode("NZ"));
		assertThat(again.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void isFilledByLoadsAsByOthers() {
		assertLoaded();
		assertThat(uncached(() -> this.countries.getReferenceByName("NZ"))).isEqualTo("new");
	}

	/**
	 * What a session holds may have come from it.
	 */
	@Test
	void whatItGaveToTheSessionIsNotKept() {
		try (Session session = this.factory.unwrap(org.hibernate.SessionFactory.class).openSession()) {
			TransactionSynchronizationManager.bindResource(this.factory, new EntityManagerHolder(session));
			assertThat(session.find(Country.class, "NZ").getName()).isEqualTo("old");
			assertThat(this.countries.select("NZ")).extracting(Country::getName).containsExactly("old");
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.factory);
		}
		assertThat(this.countries.select("NZ")).extracting(Country::getName).containsExactly("new");
	}

	private void assertLoaded() {
		this.accelerate.invalidateAll();
		Accelerated<Optional<Country>> miss = this.accelerate.withAccelerateInfo(() -> this.countries.findById("NZ"));
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(miss.data()).get().extracting(Country::getName).isEqualTo("new");
		Accelerated<Optional<Country>> hit = this.accelerate.withAccelerateInfo(() -> this.countries.findById("NZ"));
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(hit.data()).get().extracting(Country::getName).isEqualTo("new");
	}

	private String uncached(Supplier<String> call) {
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		return transaction.execute((status) -> this.accelerate.withCacheStrategy(CacheOptions.none(), call::get));
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Country.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = SecondLevelCacheTests.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Countries.class))
	static class Configured {

	}

	interface Countries extends JpaRepository<Country, String> {

		@Override
		@CacheStrategy(ttl = 60)
		Optional<Country> findById(String code);

		Country getByCode(String code);

		@CacheStrategy(ttl = 60)
		@Query("select c from Country c where c.code = ?1")
		List<Country> select(String code);

		@CacheStrategy(ttl = 60)
		@QueryHints(@QueryHint(name = HibernateHints.HINT_CACHEABLE, value = "true"))
		List<Country> findAllByCode(String code);

		@CacheStrategy(ttl = 60)
		@QueryHints({ @QueryHint(name = HibernateHints.HINT_CACHEABLE, value = "true"),
				@QueryHint(name = HibernateHints.HINT_CACHE_MODE, value = "NORMAL") })
		Country findFirstByCode(String code);

		default String getReferenceByName(String code) {
			return getReferenceById(code).getName();
		}

	}

}
