package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RecordedRefreshes;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RefreshConfiguration}: the executor of background refreshes as configured.
 */
@Timeout(60)
class BackgroundRefreshConfigurationTests {

	@Test
	void runsAsManyAtOnceAsThereAreThreadsAndRejectsWhatDoesNotFitTheQueue() throws Exception {
		try (var application = start("accelerate.refresh.threads=2", "accelerate.refresh.queue=1")) {
			Names names = names(application);
			Gate gate = application.getBean(Gate.class);
			for (int i = 0; i < 4; i++) {
				names.name(i);
			}
			becomeStale(application);
			gate.close();
			names.name(0);
			names.name(1);
			assertThat(gate.arrived(2)).isTrue();
			names.name(2);
			names.name(3);
			assertThat(outcomes(application).poll(10, TimeUnit.SECONDS)).isEqualTo(Outcome.REJECTED);
			assertThat(gate.entered).hasValue(2);
			gate.open();
			for (int i = 0; i < 3; i++) {
				assertThat(outcomes(application).poll(10, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
			}
			assertThat(gate.entered).hasValue(3);
			assertThat(gate.threads).allMatch((thread) -> thread.startsWith("accelerate-refresh-"))
				.doesNotContain(Thread.currentThread().getName());
		}
	}

	@Test
	void finishesARunningRefreshBeforeTheDatabaseGoes() throws Exception {
		var application = start("accelerate.refresh.threads=1");
		Names names = names(application);
		Gate gate = application.getBean(Gate.class);
		BlockingQueue<Outcome> outcomes = outcomes(application);
		names.name(0);
		names.name(1);
		becomeStale(application);
		gate.close();
		names.name(0);
		assertThat(gate.arrived(1)).isTrue();
		names.name(1);
		Thread closing = new Thread(application::close);
		closing.start();
		org.awaitility.Awaitility.await()
			.until(() -> !application.getBean(dev.accelerate.core.BackgroundRefresh.class).isRunning());
		assertThat(closing.isAlive()).isTrue();
		gate.open();
		closing.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(closing.isAlive()).isFalse();
		assertThat(outcomes).containsExactly(Outcome.STORED);
		assertThat(gate.entered).as("what waited is dropped").hasValue(1);
	}

	@Test
	void givesUpOnARefreshThatTakesTooLongAtShutdown() throws Exception {
		var application = start("accelerate.refresh.await-termination=50ms");
		Names names = names(application);
		Gate gate = application.getBean(Gate.class);
		names.name(0);
		becomeStale(application);
		gate.close();
		names.name(0);
		assertThat(gate.arrived(1)).isTrue();
		application.close();
		assertThat(application.isActive()).isFalse();
		gate.open();
	}

	@Test
	void appliesAllTaskDecorators() throws Exception {
		try (var application = start(Decorated.class)) {
			Names names = names(application);
			names.name(0);
			becomeStale(application);
			names.name(0);
			assertThat(outcomes(application).poll(10, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
			assertThat(application.getBean(Decorated.class).calls).containsExactlyInAnyOrder("first", "second");
		}
	}

	/**
	 * Before JDK 21, where there are none, the property changes nothing.
	 */
	@Test
	void runsOnVirtualThreadsWhenBootDoes() throws Exception {
		boolean present = Runtime.version().feature() >= 21;
		try (var application = start("spring.threads.virtual.enabled=true")) {
			assertThat(isRefreshedOnVirtualThread(application)).isEqualTo(present);
		}
	}

	@Test
	void runsOnPlatformThreadsOtherwise() throws Exception {
		try (var application = start()) {
			assertThat(isRefreshedOnVirtualThread(application)).isFalse();
		}
	}

	private static boolean isRefreshedOnVirtualThread(ConfigurableApplicationContext application) throws Exception {
		Names names = names(application);
		names.name(0);
		becomeStale(application);
		names.name(0);
		assertThat(outcomes(application).poll(10, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
		return application.getBean(Gate.class).virtual.get(1);
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return TestApplication.run(TestDatabase.H2, Configured.class, properties);
	}

	private static ConfigurableApplicationContext start(Class<?> configuration) {
		return TestApplication.run(TestDatabase.H2, configuration);
	}

	private static Names names(ConfigurableApplicationContext application) {
		return TestRepositories.create(application, Names.class,
				(factoryBean) -> factoryBean.setRepositoryFragments(
						org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments
							.just((NameQueries) application.getBean(Gate.class)::name)));
	}

	private static void becomeStale(ConfigurableApplicationContext application) {
		application.getBean(MutableTime.class).advance(Duration.ofSeconds(61));
	}

	private static BlockingQueue<Outcome> outcomes(ConfigurableApplicationContext application) {
		return application.getBean(RecordedRefreshes.class).outcomes();
	}

	interface Names extends Repository<Member, Long>, NameQueries {

	}

	interface NameQueries {

		@CacheStrategy(ttl = 60, swr = 600)
		String name(int number);

	}

	/**
	 * Query that stops at a gate while that is closed.
	 */
	static class Gate {

		private final EntityManager entityManager;

		private final AtomicInteger entered = new AtomicInteger();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private final List<Boolean> virtual = new CopyOnWriteArrayList<>();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		Gate(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		String name(int number) {
			this.virtual.add(isVirtual(Thread.currentThread()));
			CountDownLatch gate = this.gate;
			if (gate.getCount() > 0 || this.entered.get() > 0) {
				this.threads.add(Thread.currentThread().getName());
				this.entered.incrementAndGet();
			}
			try {
				gate.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return (String) this.entityManager.createNativeQuery("select concat('name ', ?1)", String.class)
				.setParameter(1, number)
				.getSingleResult();
		}

		/**
		 * The method is there since JDK 21.
		 */
		private static boolean isVirtual(Thread thread) {
			try {
				return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
			}
			catch (ReflectiveOperationException ex) {
				return false;
			}
		}

		void close() {
			this.gate = new CountDownLatch(1);
		}

		void open() {
			this.gate.countDown();
		}

		boolean arrived(int number) {
			org.awaitility.Awaitility.await().until(() -> this.entered.get() >= number);
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		Gate gate(EntityManager entityManager) {
			return new Gate(entityManager);
		}

		@Bean
		RecordedRefreshes recordedRefreshes() {
			return new RecordedRefreshes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorated extends Configured {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		@Bean
		TaskDecorator first() {
			return decorator("first");
		}

		@Bean
		TaskDecorator second() {
			return decorator("second");
		}

		private TaskDecorator decorator(String name) {
			return (task) -> () -> {
				this.calls.add(name);
				task.run();
			};
		}

	}

}
