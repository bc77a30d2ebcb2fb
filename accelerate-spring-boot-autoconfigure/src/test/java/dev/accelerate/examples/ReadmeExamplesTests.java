package dev.accelerate.examples;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.examples.ReadmeExamplesTests.Further.UserRepository;
import dev.accelerate.testing.DatabaseTraffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of README.md except its test, with {@link CacheStrategy} and
 * {@link CacheOptions}.
 */
class ReadmeExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start();

	private final AccelerateOperations accelerate = application.accelerate();

	private final Further.UserRepository users = application.repository(Further.UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void aHitReachesNoDatabaseAndIsACopyOfItsOwn() {
		First.UserRepository users = application.repository(First.UserRepository.class);
		users.save(new User("alice"));
		assertThat(application.status(() -> users.findByEmailContaining("alice"))).isEqualTo(CacheStatus.MISS);
		User one = users.findByEmailContaining("alice").get(0);
		assertThat(application.traffic(() -> users.findByEmailContaining("alice")))
			.isEqualTo(new DatabaseTraffic.Counts(0, 0, 0));
		assertThat(users.findByEmailContaining("alice")).singleElement()
			.isNotSameAs(one)
			.usingRecursiveComparison()
			.isEqualTo(one);
	}

	@Test
	void aResultIsStaleForAWhileLongerAndRefreshed() {
		First.UserRepository users = application.repository(First.UserRepository.class);
		assertThat(users.findByEmailContaining("alice")).isEmpty();
		application.saveElsewhere("alice");
		application.advance(Duration.ofSeconds(60));
		Accelerated<List<User>> stale = this.accelerate.withAccelerateInfo(() -> users.findByEmailContaining("alice"));
		assertThat(stale.info().cacheStatus()).isEqualTo(CacheStatus.SWR);
		assertThat(stale.data()).isEmpty();
		application.awaitRefreshes();
		assertThat(application.status(() -> users.findByEmailContaining("alice"))).isEqualTo(CacheStatus.TTL);
		assertThat(users.findByEmailContaining("alice")).hasSize(1);
	}

	@Test
	void aResultIsNeverAnsweredAfterItsInvalidation() {
		First.UserRepository users = application.repository(First.UserRepository.class);
		users.findByEmailContaining("alice");
		application.saveElsewhere("alice");
		assertThat(users.findByEmailContaining("alice")).isEmpty();
		this.accelerate.invalidate("emails_with_alice");
		assertThat(users.findByEmailContaining("alice")).hasSize(1);
	}

	@Test
	void theEnvelopeSaysHowAReadWasAnswered() {
		Long id = this.users.save(new User("anna")).getId();
		assertThat(this.users.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		application.advance(Duration.ofMillis(59_999));
		assertThat(this.users.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		application.advance(Duration.ofMillis(1));
		assertThat(this.users.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.SWR);
		assertThat(this.users.findWithInfoById(id).data()).get().extracting(User::getName).isEqualTo("anna");
		application.awaitRefreshes();
		assertThat(this.users.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		application.advance(Duration.ofSeconds(660));
		assertThat(this.users.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void anyRepositoryCallSaysHowItWasAnswered() {
		assertThat(count(this.users).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(count(this.users).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		application.advance(Duration.ofSeconds(60));
		assertThat(count(this.users).info().cacheStatus()).isEqualTo(CacheStatus.SWR);
		assertThat(count(application.repository(First.UserRepository.class)).info().cacheStatus())
			.isEqualTo(CacheStatus.NONE);
		this.users.save(new User("anna"));
		this.accelerate.invalidateAll();
		assertThat(count(this.users).data()).isEqualTo(1);
	}

	private Accelerated<Long> count(JpaRepository<User, Long> users) {
		Accelerated<Long> counted = accelerate.withAccelerateInfo(() -> users.count());
		counted.info().cacheStatus();
		return counted;
	}

	@Test
	void aRenameInvalidatesAfterItsCommit() {
		Long id = cachedAnna();
		Names names = application.bean(new Names(this.users, this.accelerate));
		application.inTransaction((transaction) -> {
			names.rename(id, "hanna");
			assertThat(CompletableFuture.supplyAsync(() -> this.users.findWithInfoById(id).info().cacheStatus()).join())
				.isEqualTo(CacheStatus.TTL);
		});
		Accelerated<Optional<User>> renamed = this.users.findWithInfoById(id);
		assertThat(renamed.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(renamed.data()).get().extracting(User::getName).isEqualTo("hanna");
		assertThat(application.status(() -> this.users.findByEmailContaining("a"))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aRenameThatIsRolledBackInvalidatesNothing() {
		Long id = cachedAnna();
		Names names = application.bean(new Names(this.users, this.accelerate));
		application.inTransaction((transaction) -> {
			names.rename(id, "hanna");
			transaction.setRollbackOnly();
		});
		assertThat(this.users.findWithInfoById(id).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(application.status(() -> this.users.findByEmailContaining("a"))).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void whatWasNotSeenCanBeInvalidatedByTag() {
		Long id = cachedAnna();
		this.users.count();
		List<CacheStatus> next = new ArrayList<>();
		AccelerateOperations observed = (AccelerateOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { AccelerateOperations.class }, (proxy, method, args) -> {
					Object result = method.invoke(this.accelerate, args);
					next.add(this.users.findWithInfoById(id).info().cacheStatus());
					next.add(application.status(this.users::count));
					return result;
				});
		new Names(this.users, observed).invalidate(id);
		assertThat(next).containsExactly(CacheStatus.MISS, CacheStatus.TTL, CacheStatus.MISS, CacheStatus.MISS,
				CacheStatus.TTL, CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS);
	}

	private Long cachedAnna() {
		Long id = this.users.save(new User("anna")).getId();
		this.users.findWithInfoById(id);
		this.users.findByEmailContaining("a");
		return id;
	}

	@Test
	void theStrategyOfACallIsThatOfTheCall() {
		this.users.save(new User("anna"));
		this.users.findByName("anna", null);
		assertThat(application.statements(() -> this.users.findByName("anna", null))).isZero();
		assertThat(application.statements(this::callOnce)).isEqualTo(2);
		assertThat(application.statements(this::callOnce)).as("the call with none()").isEqualTo(1);
		this.accelerate.invalidate("vip");
		assertThat(application.statements(this::callOnce)).isEqualTo(2);
		application.advance(Duration.ofSeconds(65));
		assertThat(application.statements(this::callOnce)).isEqualTo(2);
	}

	private void callOnce() {
		accelerate.withCacheStrategy(CacheOptions.ofTtl(5).withSwr(60).withTags("vip"),
				() -> users.findByEmailContaining("a"));
		users.findByName("anna", CacheOptions.none());
	}

	@Test
	void conditionsSayWhenAResultIsKept() {
		this.users.save(new User("anna"));
		assertThat(application.status(() -> this.users.findByName("bob"))).isEqualTo(CacheStatus.NONE);
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> this.users.findByName("anna"))).isEqualTo(CacheStatus.TTL);
		assertThat(application.status(() -> this.users.findByName("nobody"))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> this.users.findByName("nobody"))).isEqualTo(CacheStatus.MISS);
	}

	static class First {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, swr = 60, tags = "emails_with_alice")
			List<User> findByEmailContaining(String part);

		}

	}

	static class Further {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, swr = 600, tags = "user_#{#id}")
			Accelerated<Optional<User>> findWithInfoById(Long id);

			@CacheStrategy(ttl = 60, condition = "#name.length() > 3", unless = "#result.empty")
			List<User> findByName(String name);

			@CacheStrategy(ttl = 3600)
			List<User> findByName(String name, @Nullable CacheOptions options);

			@CacheStrategy(ttl = 3600, tags = "user_lists")
			List<User> findByEmailContaining(String part);

			@Override
			@CacheStrategy(ttl = 60, swr = 60)
			long count();

		}

	}

	static class Names {

		private final Further.UserRepository users;

		private final AccelerateOperations accelerate;

		Names(Further.UserRepository users, AccelerateOperations accelerate) {
			this.users = users;
			this.accelerate = accelerate;
		}

		@Transactional
		public void rename(Long id, String name) {
			users.findById(id).orElseThrow().setName(name);
		}

		void invalidate(Long id) {
			accelerate.invalidate("user_" + id, "user_lists");
			accelerate.invalidateEntity(User.class, id);
			accelerate.invalidateMethod(UserRepository.class, "count");
			accelerate.invalidateAll();
		}

	}

}
