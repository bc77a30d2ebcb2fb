package dev.accelerate.repository;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RecordedRefreshes;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.tenant.CarriedTenants;
import dev.accelerate.testing.tenant.Note;
import dev.accelerate.testing.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TenantKeys} under random reads and writes of many tenants on several threads,
 * which share connections: no tenant ever gets a row of another. Only one thread writes
 * for a tenant, so that it knows what each answer has to be: that of the same call
 * without the cache.
 */
class TenantIsolationTests {

	private static final int THREADS = 4;

	private static final int CALLS = 600;

	private static final List<String> TENANTS = Stream.iterate(0, (i) -> i + 1)
		.limit(THREADS * 2)
		.map((i) -> "tenant" + i)
		.toList();

	@ParameterizedTest
	@ValueSource(classes = { Application.class, CarryingApplication.class })
	void noTenantGetsARowOfAnother(Class<?> configuration) throws Exception {
		long seed = System.nanoTime();
		System.out.println("Seed of " + configuration.getSimpleName() + ": " + seed);
		AtomicInteger hits = new AtomicInteger();
		try (RepositoryFixture application = new RepositoryFixture(configuration,
				"spring.datasource.hikari.maximum-pool-size=3", "accelerate.refresh.threads=2")) {
			ExecutorService threads = Executors.newFixedThreadPool(THREADS);
			CyclicBarrier start = new CyclicBarrier(THREADS);
			List<Future<Void>> runs = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Callable<Void> caller = new Caller(application, i, new Random(seed + i), hits);
				runs.add(threads.submit(() -> {
					start.await(10, TimeUnit.SECONDS);
					return caller.call();
				}));
			}
			threads.shutdown();
			for (Future<Void> run : runs) {
				run.get(60, TimeUnit.SECONDS);
			}
			assertThat(hits).as("hits").hasValueGreaterThan(CALLS / 10);
			assertThat(application.bean(RecordedRefreshes.class).outcomes())
				.contains((configuration == Application.class) ? Outcome.OTHER_TENANT : Outcome.STORED)
				.doesNotContain((configuration == Application.class) ? Outcome.STORED : Outcome.OTHER_TENANT);
		}
	}

	/**
	 * Caller that reads for any tenant, and writes for two of its own.
	 */
	private static final class Caller implements Callable<Void> {

		private final RepositoryFixture application;

		private final Notes notes;

		private final int number;

		private final Random random;

		private final AtomicInteger hits;

		Caller(RepositoryFixture application, int number, Random random, AtomicInteger hits) {
			this.application = application;
			this.notes = application.create(Notes.class);
			this.number = number;
			this.random = random;
			this.hits = hits;
		}

		@Override
		public Void call() {
			for (int i = 0; i < CALLS; i++) {
				String tenant = TENANTS.get(this.random.nextInt(TENANTS.size()));
				Tenants.enter(tenant);
				if (this.random.nextInt(40) == 0) {
					write(this.random.nextInt(2) * THREADS + this.number);
				}
				else if (this.random.nextInt(100) == 0) {
					this.application.bean(MutableTime.class).advance(Duration.ofSeconds(61));
				}
				else if (this.random.nextInt(4) == 0) {
					TransactionTemplate transaction = new TransactionTemplate(
							this.application.bean(PlatformTransactionManager.class));
					transaction.setReadOnly(this.random.nextBoolean());
					transaction.executeWithoutResult((status) -> read(tenant, tenant));
				}
				else {
					read(tenant, null);
				}
			}
			Tenants.leave();
			return null;
		}

		private void write(int tenant) {
			Tenants.enter(TENANTS.get(tenant));
			List<Note> all = this.notes.findByTextStartingWith("note");
			if (all.size() > 5) {
				this.notes.delete(all.get(0));
			}
			else {
				this.notes.save(new Note("note " + this.random.nextInt(100)));
			}
		}

		/**
		 * Read as a tenant that is switched at times, as code that acts for another does.
		 * A session that is open keeps its tenant.
		 */
		private void read(String tenant, @Nullable String ofSession) {
			String current = (this.random.nextInt(8) == 0) ? TENANTS.get(this.random.nextInt(TENANTS.size())) : tenant;
			String owner = (ofSession != null) ? ofSession : current;
			Supplier<List<String>> call = switch (this.random.nextInt(3)) {
				case 0 -> this.notes::owners;
				case 1 -> () -> this.notes.findByTextStartingWith("note").stream().map(Note::getTenant).toList();
				default -> this.notes::ownersInside;
			};
			Accelerated<List<String>> answer = Tenants.as(current,
					() -> this.application.accelerate.withAccelerateInfo(call));
			CacheStatus status = answer.info().cacheStatus();
			if (status == CacheStatus.TTL || status == CacheStatus.SWR) {
				this.hits.incrementAndGet();
			}
			assertThat(answer.data()).isSubsetOf(owner);
			if (TENANTS.indexOf(owner) % THREADS == this.number) {
				assertThat(answer.data()).isEqualTo(Tenants.as(current, this::truth));
			}
		}

		private List<String> truth() {
			return this.application.accelerate.withCacheStrategy(CacheOptions.none(), this.notes::owners);
		}

	}

	interface Notes extends JpaRepository<Note, Long> {

		@CacheStrategy(ttl = 60, swr = 6000)
		@Query("select n.tenant from Note n")
		List<String> owners();

		@CacheStrategy(ttl = 60, swr = 6000)
		List<Note> findByTextStartingWith(String text);

		@CacheStrategy(ttl = 60, swr = 6000)
		default List<String> ownersInside() {
			return owners();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Tenants.class)
	static class Application {

		@Bean
		RecordedRefreshes recordedRefreshes() {
			return new RecordedRefreshes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Application.class, CarriedTenants.class })
	static class CarryingApplication {

	}

}
