package dev.accelerate.invalidation.reach;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.accelerate.invalidation.model.Counts;
import dev.accelerate.sql.TableReach;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TableReach} in a random test of writes that reach more than the table that they
 * name: by cascades, views, partitions, inheritance and rules. A read that begins after a
 * commit returned never shows what was there before. Each row holds the number of the
 * event that wrote it. Without the catalog the same run finds violations of each kind, so
 * that the check can fail.
 *
 * <p>
 * {@code -Daccelerate.model.operations} makes a run longer, and
 * {@code -Daccelerate.model.seed} repeats what the threads chose to do; how they were
 * interleaved is up to the machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReachModelTests {

	/**
	 * What the mapping tells without the catalog of the database.
	 */
	private static final Set<Kind> MAPPED = EnumSet.of(Kind.SOFT_DELETE, Kind.ON_DELETE, Kind.SYNCHRONIZE);

	private final TestDatabase database;

	private final Set<Kind> kinds;

	private final int operations;

	private ConfigurableApplicationContext withoutCatalog;

	ReachModelTests(TestDatabase database, Set<Kind> kinds, int operations) {
		this.database = database;
		this.kinds = kinds;
		this.operations = Integer.getInteger("accelerate.model.operations", operations);
	}

	@Test
	@Proves({ "a view, a synonym or a partition", "what a foreign key deletes" })
	@Timeout(value = 20, unit = TimeUnit.MINUTES)
	void noReadIsOlderThanACommitThatReturned() throws Exception {
		long seed = Long.getLong("accelerate.model.seed", System.nanoTime());
		try (ConfigurableApplicationContext context = start("auto")) {
			ReachRun run = new ReachRun(context, this.kinds);
			assertThat(run.run(seed, this.operations)).as("Violations with -Daccelerate.model.seed=%s", seed).isEmpty();
			Counts counts = context.getBean(Counts.class);
			// A cache that never answers is never wrong.
			assertThat(counts.of("request TTL")).as("hits in %s", counts).isGreaterThan(run.operations() / 4);
			assertThat(counts.of("miss TABLE")).as("automatic invalidations in %s", counts).isPositive();
		}
	}

	Stream<Kind> withoutTheCatalogTheCheckFindsViolations() {
		return this.kinds.stream().filter((kind) -> !MAPPED.contains(kind));
	}

	@ParameterizedTest
	@MethodSource
	void withoutTheCatalogTheCheckFindsViolations(Kind kind) throws Exception {
		assertThat(runWithoutCatalog(List.of(kind), 20_000)).isNotEmpty();
	}

	@Test
	@Proves("@Synchronize, @OnDelete, @View")
	void withoutTheCatalogTheMappingIsKnown() throws Exception {
		assertThat(runWithoutCatalog(this.kinds.stream().filter(MAPPED::contains).toList(), this.operations / 10))
			.isEmpty();
	}

	@AfterAll
	void stop() {
		if (this.withoutCatalog != null) {
			this.withoutCatalog.close();
		}
	}

	private Collection<String> runWithoutCatalog(List<Kind> kinds, int enough) throws Exception {
		if (this.withoutCatalog == null) {
			this.withoutCatalog = start("off");
		}
		return new ReachRun(this.withoutCatalog, kinds).run(42, enough);
	}

	private ConfigurableApplicationContext start(String catalog) {
		return TestApplication.run(this.database, Configured.class, "accelerate.invalidation.catalog=" + catalog,
				"accelerate.invalidation.jdbc=true", "spring.datasource.hikari.maximum-pool-size=20",
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED",
				"spring.jpa.hibernate.ddl-auto=none", "spring.jpa.properties.hibernate.jdbc.batch_size=10",
				"spring.sql.init.mode=always",
				"spring.sql.init.schema-locations=classpath:reach/common.sql,classpath:reach/"
						+ this.database.name().toLowerCase(Locale.ROOT) + ".sql");
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Row.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Row.class)
	static class Configured {

		@Bean
		Counts counts() {
			return new Counts();
		}

	}

}
