package dev.accelerate.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.catalog.domain.Person;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Draft;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DatabaseCatalog} with row level security of PostgreSQL, by which results depend
 * on the connection.
 */
@Tag("postgres")
class RowLevelSecurityTests {

	private static final String SECURE = "alter table people enable row level security";

	@Test
	void anExplicitStrategyIsRefused() {
		try (ConfigurableApplicationContext context = start(Plain.class)) {
			secureBeforeStart(context);
			assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> TestRepositories.create(context, Explicit.class))
				.withMessageContaining("P6005")
				.withMessageContaining("its answer depends on the row level security of the table people")
				.withMessageContaining("SignatureContributor");
		}
	}

	@Test
	void anInheritedStrategyIsIgnored() {
		try (ConfigurableApplicationContext context = start(Plain.class)) {
			secureBeforeStart(context);
			Inherited inherited = TestRepositories.create(context, Inherited.class);
			assertThat(List.of(status(context, inherited), status(context, inherited))).containsOnly(CacheStatus.NONE);
		}
	}

	@Test
	void aContributorTellsWhatTheKeyDoesNot() {
		try (ConfigurableApplicationContext context = start(Contributed.class)) {
			secureBeforeStart(context);
			Explicit explicit = TestRepositories.create(context, Explicit.class);
			explicit.ages();
			assertThat(statusOf(context, explicit::ages)).isEqualTo(CacheStatus.TTL);
		}
	}

	/**
	 * What is read from a view of the table depends on the connection too.
	 */
	@Test
	void whatIsReadFromATableSecuredLaterIsNotKept() {
		try (ConfigurableApplicationContext context = start(Plain.class)) {
			Inherited inherited = TestRepositories.create(context, Inherited.class);
			inherited.seniors();
			assertThat(status(context, inherited)).isEqualTo(CacheStatus.TTL);
			EntityManager manager = context.getBean(EntityManager.class);
			new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
				.executeWithoutResult((status) -> manager.createNativeQuery(SECURE).executeUpdate());
			assertThat(List.of(status(context, inherited), status(context, inherited))).containsOnly(CacheStatus.MISS);
		}
	}

	/**
	 * Another application may secure a table, which is found later.
	 */
	@Test
	void whatWasKeptBeforeATableWasFoundSecuredIsDropped() {
		try (ConfigurableApplicationContext context = start(Plain.class)) {
			Inherited inherited = TestRepositories.create(context, Inherited.class);
			inherited.seniors();
			context.getBean(JdbcTemplate.class).execute(SECURE);
			assertThat(status(context, inherited)).isEqualTo(CacheStatus.TTL);
			context.getBean(DatabaseCatalogs.class).started();
			assertThat(status(context, inherited)).isEqualTo(CacheStatus.MISS);
		}
	}

	/**
	 * A catalog that is not read in time neither refuses a strategy nor permits to keep
	 * what it reads.
	 */
	@Test
	void nothingIsKeptUntilItIsKnownWhichTablesAreSecured() {
		try (ConfigurableApplicationContext context = start(Late.class)) {
			context.getBean(JdbcTemplate.class).execute(SECURE);
			Explicit explicit = TestRepositories.create(context, Explicit.class);
			Inherited inherited = TestRepositories.create(context, Inherited.class);
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			Late late = context.getBean(Late.class);
			assertThat(late.waiting).isNotEmpty();
			for (int i = 0; i < 2; i++) {
				assertThat(statusOf(accelerate, explicit::ages)).isEqualTo(CacheStatus.MISS);
				assertThat(status(context, inherited)).isEqualTo(CacheStatus.MISS);
			}
			DatabaseCatalogs catalogs = context.getBean(DatabaseCatalogs.class);
			while (catalogs.isOutOfDate()) {
				catalogs.isKnown(List.of(), true);
				late.waiting.remove(0).run();
			}
			for (int i = 0; i < 2; i++) {
				assertThat(statusOf(accelerate, explicit::ages)).isEqualTo(CacheStatus.MISS);
				assertThat(status(context, inherited)).isEqualTo(CacheStatus.MISS);
			}
		}
	}

	@Test
	void nothingIsKeptOfItWhereWritesInvalidateNothing() {
		try (ConfigurableApplicationContext context = start(Plain.class, "accelerate.invalidation.automatic=false")) {
			Inherited inherited = TestRepositories.create(context, Inherited.class);
			secureBeforeStart(context);
			assertThat(List.of(status(context, inherited), status(context, inherited))).containsOnly(CacheStatus.MISS);
		}
	}

	private static CacheStatus status(ConfigurableApplicationContext context, Inherited inherited) {
		return statusOf(context, inherited::seniors);
	}

	/**
	 * The table is secured unseen, and looked at as if the application started.
	 */
	private static void secureBeforeStart(ConfigurableApplicationContext context) {
		context.getBean(JdbcTemplate.class).execute(SECURE);
		context.getBean(DatabaseCatalogs.class).started();
	}

	private static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.run(TestDatabase.POSTGRES, configuration,
				StringUtils.concatenateStringArrays(properties,
						new String[] { "spring.sql.init.schema-locations=classpath:catalog/common.sql",
								"spring.sql.init.mode=always", "spring.jpa.hibernate.ddl-auto=none" }));
	}

	interface Explicit extends Repository<Draft, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select p.age from Person p order by p.id")
		List<Integer> ages();

	}

	@CacheStrategy(ttl = 60)
	interface Inherited extends Repository<Draft, Long> {

		@Query(value = "select age from seniors order by id", nativeQuery = true)
		List<Integer> seniors();

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	static class Contributed {

		@Bean
		SignatureContributor contributor() {
			return () -> "tenant";
		}

	}

	/**
	 * Catalogs that nobody reads until the test does, with a clock by which everybody has
	 * waited long enough.
	 */
	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Person.class)
	static class Late {

		private final List<Runnable> waiting = new ArrayList<>();

		private final AtomicLong nanos = new AtomicLong();

		@Bean
		DatabaseCatalogs catalogs() {
			return new DatabaseCatalogs(this.waiting::add, () -> this.nanos.addAndGet(TimeUnit.MINUTES.toNanos(1)),
					List.of());
		}

	}

}
