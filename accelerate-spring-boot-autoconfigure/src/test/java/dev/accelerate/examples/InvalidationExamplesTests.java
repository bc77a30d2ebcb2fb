package dev.accelerate.examples;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.examples.InvalidationExamplesTests.Tagged.UserRepository;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/invalidation.md, with {@link AccelerateOperations}.
 */
class InvalidationExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start();

	private final Tagged.UserRepository users = application.repository(Tagged.UserRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void theNextReadOfEveryResultThatCarriesOneOfTheTagsIsAMiss() {
		List<List<CacheStatus>> next = new ArrayList<>();
		statuses();
		invalidate(afterEachCall(() -> next.add(statuses())));
		assertThat(next).containsExactly(
				List.of(CacheStatus.MISS, CacheStatus.TTL, CacheStatus.TTL, CacheStatus.TTL, CacheStatus.TTL),
				List.of(CacheStatus.TTL, CacheStatus.MISS, CacheStatus.TTL, CacheStatus.MISS, CacheStatus.TTL),
				List.of(CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS));
	}

	@Test
	void tagsNobodyCarriesAreFine() {
		application.accelerate().invalidate("nobody_carries_this");
	}

	private void invalidate(AccelerateOperations accelerate) {
		accelerate.invalidate("emails_with_alice");
		accelerate.invalidate("user_17", "user_lists");
		accelerate.invalidateAll();
	}

	private List<CacheStatus> statuses() {
		return Stream.of(application.status(() -> this.users.findByEmailContaining("alice")),
				application.status(() -> this.users.findById(17L)), application.status(() -> this.users.findById(18L)),
				application.status(() -> this.users.findByName("anna")), application.status(() -> this.users.count()))
			.toList();
	}

	@Test
	void whatOthersHaveWrittenIsReadAnewOnceItIsTold() {
		List<List<CacheStatus>> next = new ArrayList<>();
		statuses();
		tell(afterEachCall(() -> next.add(statuses())));
		assertThat(next).containsExactly(
				List.of(CacheStatus.MISS, CacheStatus.MISS, CacheStatus.TTL, CacheStatus.MISS, CacheStatus.MISS),
				List.of(CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS, CacheStatus.MISS),
				List.of(CacheStatus.TTL, CacheStatus.TTL, CacheStatus.TTL, CacheStatus.MISS, CacheStatus.TTL));
	}

	private void tell(AccelerateOperations accelerate) {
		accelerate.invalidateEntity(User.class, 17L);
		accelerate.invalidateTables("users", "orders");
		accelerate.invalidateMethod(UserRepository.class, "findByName");
	}

	private static AccelerateOperations afterEachCall(Runnable observer) {
		return (AccelerateOperations) Proxy.newProxyInstance(AccelerateOperations.class.getClassLoader(),
				new Class<?>[] { AccelerateOperations.class }, (proxy, method, args) -> {
					Object result = method.invoke(application.accelerate(), args);
					observer.run();
					return result;
				});
	}

	@Test
	void aTagWithSpelIsThatOfTheArguments() {
		Long anna = this.users.save(new User("anna")).getId();
		Long ben = this.users.save(new User("ben")).getId();
		this.users.findById(anna);
		this.users.findById(ben);
		application.accelerate().invalidate("user_" + anna);
		assertThat(application.status(() -> this.users.findById(anna))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> this.users.findById(ben))).isEqualTo(CacheStatus.TTL);
		application.accelerate().invalidate("users");
		assertThat(application.status(() -> this.users.findById(anna))).isEqualTo(CacheStatus.MISS);
		assertThat(application.status(() -> this.users.findById(ben))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void insideATransactionItTakesEffectAfterTheCommitAndOnARollbackItIsDropped() {
		statuses();
		application.inTransaction((transaction) -> {
			invalidate(application.accelerate());
			transaction.setRollbackOnly();
		});
		assertThat(statuses()).containsOnly(CacheStatus.TTL);
		application.inTransaction((transaction) -> invalidate(application.accelerate()));
		assertThat(statuses()).containsOnly(CacheStatus.MISS);
	}

	static class Tagged {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, tags = { "users", "user_#{#id}" })
			Optional<User> findById(Long id);

			@CacheStrategy(ttl = 60, tags = "emails_with_alice")
			List<User> findByEmailContaining(String part);

			@CacheStrategy(ttl = 60, tags = "user_lists")
			List<User> findByName(String name);

			@Override
			@CacheStrategy(ttl = 60)
			long count();

		}

	}

}
