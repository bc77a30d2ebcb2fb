package dev.accelerate.nodes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instance of an application.
 */
final class Node implements AutoCloseable {

	final ConfigurableApplicationContext context;

	final StockRepository stocks;

	final AccelerateOperations accelerate;

	final JdbcTemplate jdbc;

	final TransactionTemplate transaction;

	final EntityManager entityManager;

	Node(Map<String, Object> database, String... properties) {
		Map<String, Object> all = new HashMap<>(database);
		all.put("accelerate.invalidation.log", "table");
		all.put("accelerate.invalidation.table.initialize-schema", "always");
		all.put("accelerate.invalidation.table.poll-interval", "10ms");
		Arrays.stream(properties)
			.map((property) -> property.split("=", 2))
			.forEach((property) -> all.put(property[0], property[1]));
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(all)
			.run();
		this.stocks = this.context.getBean(StockRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		this.transaction = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.entityManager = this.context.getBean(EntityManager.class);
	}

	SessionFactory sessionFactory() {
		return this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

	/**
	 * Read until the answer comes from the cache. A read misses as long as the node has
	 * not asked the log since the last write of another.
	 */
	<T> T warm(Supplier<Accelerated<T>> read) {
		long start = System.nanoTime();
		Accelerated<T> answer = read.get();
		while (answer.info().cacheStatus() != CacheStatus.TTL) {
			assertThat(System.nanoTime() - start).as("nothing is answered from the cache").isLessThan(30_000_000_000L);
			Thread.onSpinWait();
			answer = read.get();
		}
		return answer.data();
	}

	/**
	 * Wait until this node has heard of everything that another has done.
	 */
	void hear(Node other) {
		String token = other.accelerate.token();
		long start = System.nanoTime();
		while (!this.context.getBean(dev.accelerate.invalidation.Invalidations.class).reaches(token)) {
			assertThat(System.nanoTime() - start).as("the other node is not heard").isLessThan(30_000_000_000L);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Stock.class)
	@EnableJpaRepositories(basePackageClasses = Stock.class, considerNestedRepositories = true)
	static class Application {

	}

}
