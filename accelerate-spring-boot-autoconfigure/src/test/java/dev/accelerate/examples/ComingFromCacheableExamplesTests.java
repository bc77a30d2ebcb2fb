package dev.accelerate.examples;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/coming-from-cacheable.md, with {@link CacheStrategy} where Spring
 * has {@code @Cacheable}.
 */
class ComingFromCacheableExamplesTests {

	private static final String ANNA = "anna@example.org";

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(Configured.class);

	private final AccelerateOperations accelerate = application.accelerate();

	@BeforeEach
	void reset() {
		application.reset();
		Optional.ofNullable(application.bean(CacheManager.class).getCache("users")).ifPresent(Cache::clear);
	}

	@Test
	void beforeTheResultIsCachedBesideOursAndShared() {
		Before.UserRepository users = application.bean(Before.UserRepository.class);
		users.save(new User("anna"));
		Optional<User> one = users.findByEmail(ANNA);
		assertThat(application.statements(() -> users.findByEmail(ANNA))).isZero();
		assertThat(users.findByEmail(ANNA).orElseThrow()).isSameAs(one.orElseThrow());
		assertThat(application.status(() -> users.findByEmail(ANNA))).isEqualTo(CacheStatus.NONE);
		assertThat(application.statements(() -> users.findByEmail("nobody"))).isEqualTo(1);
		assertThat(application.statements(() -> users.findByEmail("nobody"))).isEqualTo(1);
	}

	@Test
	void afterTheResultIsCachedAndEveryCallerGetsACopyOfHisOwn() {
		After.UserRepository users = application.repository(After.UserRepository.class);
		users.save(new User("anna"));
		Optional<User> one = users.findByEmail(ANNA);
		assertThat(application.statements(() -> users.findByEmail(ANNA))).isZero();
		assertThat(users.findByEmail(ANNA).orElseThrow()).isNotSameAs(one.orElseThrow());
		assertThat(application.status(() -> users.findByEmail(ANNA))).isEqualTo(CacheStatus.TTL);
		assertThat(application.statements(() -> users.findByEmail("nobody"))).isEqualTo(1);
		assertThat(application.statements(() -> users.findByEmail("nobody"))).isEqualTo(1);
	}

	@Test
	void aWriteInvalidatesAfterTheCommit() {
		After.UserRepository users = application.repository(After.UserRepository.class);
		Long id = users.save(new User("anna")).getId();
		Names names = application.bean(new Names(users, this.accelerate));
		users.findByEmail(ANNA);
		application.inTransaction((transaction) -> {
			names.rename(id, "hanna");
			assertThat(CompletableFuture.supplyAsync(() -> users.findByEmail(ANNA).orElseThrow().getName()).join())
				.isEqualTo("anna");
		});
		assertThat(application.status(() -> users.findByEmail(ANNA))).isEqualTo(CacheStatus.MISS);
		assertThat(users.findByEmail(ANNA)).get().extracting(User::getName).isEqualTo("hanna");
	}

	@Test
	void aWriteThatIsRolledBackInvalidatesNothing() {
		After.UserRepository users = application.repository(After.UserRepository.class);
		Long id = users.save(new User("anna")).getId();
		Names names = application.bean(new Names(users, this.accelerate));
		users.findByEmail(ANNA);
		application.inTransaction((transaction) -> {
			names.rename(id, "hanna");
			transaction.setRollbackOnly();
		});
		assertThat(application.status(() -> users.findByEmail(ANNA))).isEqualTo(CacheStatus.TTL);
	}

	static class Before {

		interface UserRepository extends JpaRepository<User, Long> {

			@org.springframework.cache.annotation.Cacheable(cacheNames = "users", unless = "#result == null")
			Optional<User> findByEmail(String email);

		}

	}

	static class After {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, swr = 60, tags = "users", unless = "#result == null")
			Optional<User> findByEmail(String email);

		}

	}

	static class Names {

		private final After.UserRepository users;

		private final AccelerateOperations accelerate;

		Names(After.UserRepository users, AccelerateOperations accelerate) {
			this.users = users;
			this.accelerate = accelerate;
		}

		@Transactional
		public void rename(Long id, String name) {
			users.findById(id).orElseThrow().setName(name);
			accelerate.invalidate("users");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import(ExamplesApplication.Configured.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Before.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Before.UserRepository.class))
	static class Configured {

	}

}
