package dev.accelerate.examples;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import org.awaitility.Awaitility;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Running application that the examples of a page are part of.
 */
final class ExamplesApplication implements AutoCloseable {

	/**
	 * Nothing once it is closed, because final fields of classes hold this object for
	 * good.
	 */
	private ConfigurableApplicationContext context;

	private final MutableTime time;

	private final DatabaseTraffic traffic;

	private ExamplesApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.time = context.getBean(MutableTime.class);
		this.traffic = context.getBean(DatabaseTraffic.class);
	}

	static ExamplesApplication start(String... properties) {
		return start(Configured.class, properties);
	}

	/**
	 * Start an application with beans of an example, whose configuration imports
	 * {@link Configured}.
	 */
	static ExamplesApplication start(Class<?> configuration, String... properties) {
		return new ExamplesApplication(TestApplication.run(TestDatabase.H2, configuration, properties));
	}

	/**
	 * Forget all users and all results.
	 */
	void reset() {
		awaitRefreshes();
		this.context.getBean(JdbcTemplate.class).update("delete from users");
		accelerate().invalidateAll();
	}

	/**
	 * Save a user as another application would, so that nothing is invalidated.
	 */
	void saveElsewhere(String name) {
		this.context.getBean(JdbcTemplate.class)
			.update("insert into users (id, name, email) select coalesce(max(id), 0) + 1000000, ?, ? from users", name,
					name + "@example.org");
	}

	<R extends Repository<?, ?>> R repository(Class<R> type) {
		return TestRepositories.create(this.context, type);
	}

	/**
	 * Make an object a bean, so that its annotations take effect.
	 */
	@SuppressWarnings("unchecked")
	<T> T bean(T object) {
		return (T) this.context.getAutowireCapableBeanFactory().initializeBean(object, object.getClass().getName());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	AccelerateOperations accelerate() {
		return bean(AccelerateOperations.class);
	}

	CacheStatus status(Supplier<?> read) {
		return accelerate().withAccelerateInfo(read::get).info().cacheStatus();
	}

	/**
	 * Return how often something connects to the database, begins a transaction or sends
	 * a statement.
	 */
	DatabaseTraffic.Counts traffic(Runnable call) {
		DatabaseTraffic.Counts before = this.traffic.counts();
		call.run();
		DatabaseTraffic.Counts after = this.traffic.counts();
		return new DatabaseTraffic.Counts(after.connections() - before.connections(),
				after.transactions() - before.transactions(), after.statements() - before.statements());
	}

	int statements(Runnable call) {
		return traffic(call).statements();
	}

	void advance(Duration duration) {
		this.time.advance(duration);
	}

	Instant now() {
		return this.time.instant();
	}

	/**
	 * Wait until no refresh waits or runs, so that none meets a later time or another
	 * test's users.
	 */
	void awaitRefreshes() {
		AtomicInteger open = bean(Refreshes.class).open;
		Awaitility.await().until(() -> open.get() == 0);
	}

	void inTransaction(Consumer<TransactionStatus> work) {
		new TransactionTemplate(bean(PlatformTransactionManager.class)).executeWithoutResult(work);
	}

	@Override
	public void close() {
		this.context.close();
		this.context = null;
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = User.class)
	static class Configured {

		@Bean
		Refreshes refreshes() {
			return new Refreshes();
		}

	}

	private static final class Refreshes implements TaskDecorator {

		private final AtomicInteger open = new AtomicInteger();

		@Override
		public Runnable decorate(Runnable refresh) {
			this.open.incrementAndGet();
			return () -> {
				try {
					refresh.run();
				}
				finally {
					this.open.decrementAndGet();
				}
			};
		}

	}

}
