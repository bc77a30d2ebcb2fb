package dev.accelerate.benchmarks.rates;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.Precision;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Application that reads and writes in turn. The time is simulated: for each read, there
 * is so much of a write. So the rates do not depend on the machine. Every answer is
 * compared with what it should be.
 *
 * @param precision what results depend on
 * @param rows how many rows there are
 * @param reads how many reads there are, of which the first quarter does not count
 * @param seed where the choices begin, which are then the same in every run
 */
record RateRun(Precision precision, int rows, int reads, long seed) {

	Tally run(Rate rate) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run("--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"--accelerate.invalidation.precision=" + this.precision.name().toLowerCase(Locale.ROOT),
					"--accelerate.store.maximum-size=2GB")) {
			return run(rate, context);
		}
	}

	private Tally run(Rate rate, ConfigurableApplicationContext context) {
		SplittableRandom random = new SplittableRandom(this.seed);
		Population population = new Population(this.rows,
				SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class)),
				new TransactionTemplate(context.getBean(PlatformTransactionManager.class)));
		population.insert(random);
		Map<Integer, Zipf> choices = new HashMap<>();
		Map<List<Object>, List<String>> known = new HashMap<>();
		Tally tally = new Tally();
		double due = 0;
		for (int read = 0; read < this.reads; read++) {
			Kind kind = Kind.of(random.nextInt(100));
			int choice = choices.computeIfAbsent(kind.choices(this.rows), Zipf::new).next(random);
			List<String> right = kind.read(population.truth(), choice);
			boolean hit = isHit(context, kind, choice, right);
			boolean perfect = right.equals(known.put(List.of(kind, choice), right));
			if (read >= this.reads / 4) {
				tally.add(kind, hit, perfect);
			}
			for (due += rate.writesPerRead(); due >= 1; due--) {
				population.write(random);
			}
		}
		return tally;
	}

	private static boolean isHit(ConfigurableApplicationContext context, Kind kind, int choice, List<String> right) {
		Accounts accounts = context.getBean(Accounts.class);
		Accelerated<List<String>> answer = context.getBean(AccelerateOperations.class)
			.withAccelerateInfo(() -> kind.read(accounts, choice));
		if (!answer.data().equals(right)) {
			throw new IllegalStateException(
					"%s %d was %s instead of %s".formatted(kind.label(), choice, answer.data(), right));
		}
		return answer.info().cacheStatus() == CacheStatus.TTL;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories
	static class Application {

	}

}
