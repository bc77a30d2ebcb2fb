package dev.accelerate.repository;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheInterceptor} with methods that return a future: the result in it is cached,
 * and the future of a hit is complete.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FutureResultTests {

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private Futures futures;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.futures = this.context.getBean(Futures.class);
		this.futures.save(new Member("alice", "alice@example.org", null));
		this.futures.save(new Member("bob", "bob@example.org", null));
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
	}

	@Test
	void theFutureOfAHitIsComplete() throws Exception {
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			assertThat(complete(() -> this.futures.findByName("alice"), status)).extracting(Member::getName)
				.containsExactly("alice");
			assertThat(complete(() -> this.futures.findByEmail("bob@example.org"), status).getName()).isEqualTo("bob");
			assertThat(complete(() -> this.futures.queryByEmail("bob@example.org"), status).getName()).isEqualTo("bob");
			assertThat(complete(() -> this.futures.findByEmail("nobody"), status)).isNull();
			assertThat(complete(() -> this.futures.countByName("alice"), status)).isEqualTo(1L);
			assertThat(complete(() -> this.futures.emailOf("alice"), status)).isEqualTo("alice@example.org");
		}
	}

	@Test
	void everyCallerHasAFutureAndAResultOfItsOwn() {
		CompletableFuture<List<Member>> miss = this.futures.findByName("alice");
		CompletableFuture<List<Member>> hit = this.futures.findByName("alice");
		assertThat(hit).isNotSameAs(miss);
		assertThat(hit.join().get(0)).isNotSameAs(miss.join().get(0));
		miss.join().get(0).setName("changed");
		miss.obtrudeException(new IllegalStateException());
		assertThat(hit.join()).extracting(Member::getName).containsExactly("alice");
		assertThat(this.futures.findByName("alice").join()).extracting(Member::getName).containsExactly("alice");
	}

	@Test
	void asynchronousMethodsAreAnsweredByTheExecutorWithoutTheDatabase() {
		DatabaseTraffic traffic = this.context.getBean(DatabaseTraffic.class);
		assertThat(this.futures.findAsyncByName("alice").join()).hasSize(1);
		DatabaseTraffic.Counts before = traffic.counts();
		List<Member> hit = this.futures.findAsyncByName("alice").join();
		assertThat(traffic.counts()).isEqualTo(before);
		assertThat(hit).extracting(Member::getEmail).containsExactly("alice@example.org");
		this.futures.save(new Member("alice", "alice2@example.org", null));
		assertThat(this.futures.findAsyncByName("alice").join()).hasSize(2);
		this.futures.delete(this.futures.findByEmail("alice2@example.org").join());
		assertThat(this.futures.findAsyncByName("alice").join()).hasSize(1);
	}

	@Test
	void whatFailsIsNotKept() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.futures.findFailing().join());
		}
	}

	/**
	 * A future of the application's own may be completed by another thread, whose reads
	 * are not seen.
	 */
	@Test
	void futuresOfTheApplicationsOwnCodeAreRefused() {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, OwnFuture.class))
			.withMessageContaining("CompletableFuture");
	}

	private <T> T complete(Supplier<? extends Future<T>> read, CacheStatus status)
			throws ExecutionException, InterruptedException {
		var answer = this.accelerate.withAccelerateInfo(read::get);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
		assertThat(answer.data().isDone()).isTrue();
		return answer.data().get();
	}

	interface Futures extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		CompletableFuture<List<Member>> findByName(String name);

		@CacheStrategy(ttl = 60)
		CompletableFuture<Member> findByEmail(String email);

		@CacheStrategy(ttl = 60)
		Future<Member> queryByEmail(String email);

		@CacheStrategy(ttl = 60)
		CompletableFuture<Long> countByName(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m.email from Member m where m.name = :name")
		CompletableFuture<String> emailOf(String name);

		@Async
		@CacheStrategy(ttl = 60)
		CompletableFuture<List<Member>> findAsyncByName(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where 1 / (m.id - m.id) = 1")
		CompletableFuture<List<Member>> findFailing();

	}

	interface OwnFuture extends Repository<Member, Long> {

		Optional<Member> findByName(String name);

		@CacheStrategy(ttl = 60)
		default CompletableFuture<Optional<Member>> findLater(String name) {
			return CompletableFuture.supplyAsync(() -> findByName(name));
		}

	}

	@EnableAsync
	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(basePackageClasses = Futures.class, considerNestedRepositories = true,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Futures.class),
			excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = OthersFilter.class))
	static class Configured {

	}

	/**
	 * Leaves the repositories of other tests alone.
	 */
	static class OthersFilter implements TypeFilter {

		@Override
		public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
			return !reader.getClassMetadata().getClassName().equals(Futures.class.getName());
		}

	}

}
