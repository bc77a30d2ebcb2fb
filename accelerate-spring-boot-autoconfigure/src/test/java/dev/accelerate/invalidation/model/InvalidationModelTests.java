package dev.accelerate.invalidation.model;

import dev.accelerate.Precision;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.Interceptor;
import org.hibernate.Transaction;
import org.hibernate.cfg.SessionEventSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Invalidations} in a random test of everything at once, against the promise: a
 * read that begins after a commit returned, or after the commit was seen in the database,
 * never shows an older value. Each row holds its version; every version comes from one
 * commit. The same run with any rule broken finds violations, so that the check can fail.
 *
 * <p>
 * {@code -Daccelerate.model.operations} makes a run longer, and
 * {@code -Daccelerate.model.seed} repeats what the threads chose to do; how they were
 * interleaved is up to the machine.
 */
abstract class InvalidationModelTests {

	private final TestDatabase database;

	private final int operations;

	InvalidationModelTests(TestDatabase database, int operations) {
		this.database = database;
		this.operations = Integer.getInteger("accelerate.model.operations", operations);
	}

	@ParameterizedTest
	@EnumSource
	void noReadIsOlderThanACommitThatReturnedOrWasSeen(Precision precision) throws Exception {
		long seed = Long.getLong("accelerate.model.seed", System.nanoTime());
		try (ConfigurableApplicationContext context = start(Mutant.NONE, precision)) {
			ModelRun run = new ModelRun(context).fill();
			Counts counts = context.getBean(Counts.class);
			run.run(seed, (precision == Precision.AUTO) ? this.operations / 3 : this.operations);
			assertThat(run.versions.violations()).as("Violations with -Daccelerate.model.seed=%s", seed).isEmpty();
			// A cache that never answers is never wrong.
			assertThat(counts.of("request TTL", "request SWR")).as("hits in %s", counts)
				.isGreaterThan(run.operations() / 4);
			assertThat(counts.of("join")).as("joined flights in %s", counts).isPositive();
			assertThat(counts.of("refresh STORED")).as("refreshes in %s", counts).isPositive();
			assertThat(counts.of("miss ROW") > 0).as("misses by row in %s", counts)
				.isEqualTo(precision == Precision.AUTO);
			assertThat(counts.of("miss TABLE")).as("automatic invalidations in %s", counts).isPositive();
			assertThat(counts.of("miss TAG")).as("invalidations by tag in %s", counts).isPositive();
			assertThat(counts.of("miss PENDING")).as("pending writes in %s", counts).isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void theCheckFindsViolationsIfARuleIsBroken(Mutant mutant) throws Exception {
		try (ConfigurableApplicationContext context = start(mutant,
				(mutant == Mutant.ROWS_IGNORED) ? Precision.AUTO : Precision.TABLE)) {
			ModelRun run = new ModelRun(context).fill();
			run.run(42, 3 * this.operations);
			assertThat(run.versions.violations()).isNotEmpty();
		}
	}

	private ConfigurableApplicationContext start(Mutant mutant, Precision precision) {
		ConfigurableApplicationContext context = TestApplication.run(this.database, Configured.class,
				"model.mutant=" + mutant, "accelerate.invalidation.precision=" + precision,
				"spring.datasource.hikari.maximum-pool-size=40", "accelerate.store.maximum-size=150KB");
		mutant.start(context.getBean(Invalidations.class), context.getBean(TableDirectory.class));
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Item.class)
	@EnableJpaRepositories(basePackageClasses = ModelRepository.class)
	static class Configured {

		@Bean
		Counts counts() {
			return new Counts();
		}

		/**
		 * Hibernate calls it when the database has committed, before anybody else.
		 */
		@Bean
		HibernatePropertiesCustomizer pauseBeforeAppend() {
			return (properties) -> properties.put(SessionEventSettings.INTERCEPTOR, new Interceptor() {

				@Override
				public void afterTransactionCompletion(Transaction transaction) {
					Pauses.untilRead();
				}

			});
		}

		@Bean
		static BeanPostProcessor mutation(Environment environment, ObjectProvider<LoadTracker> loads,
				ObjectProvider<Invalidations> invalidations) {
			Mutant mutant = Mutant.valueOf(environment.getRequiredProperty("model.mutant"));
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					if (bean instanceof InvalidationLog log) {
						return mutant.log(new FlakyLog(log));
					}
					return (bean instanceof EntryStore store)
							? mutant.store(store, loads::getObject, invalidations::getObject) : bean;
				}

			};
		}

	}

}
