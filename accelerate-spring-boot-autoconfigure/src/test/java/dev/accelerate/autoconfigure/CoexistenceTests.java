package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.TestRepositories.CachedMembers;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateAutoConfiguration} beside Spring's cache abstraction.
 */
class CoexistenceTests {

	@Test
	void applicationWithItsOwnCacheManagerBehavesAsBefore() {
		try (var with = TestApplication.run(TestDatabase.H2, OwnCacheManager.class);
				var without = TestApplication.run(TestDatabase.H2, OwnCacheManager.class,
						"spring.autoconfigure.exclude=" + AccelerateAutoConfiguration.class.getName())) {
			assertThat(without.getBeansOfType(AccelerateOperations.class)).isEmpty();
			for (ConfigurableApplicationContext application : List.of(with, without)) {
				Map<String, CacheManager> managers = application.getBeansOfType(CacheManager.class);
				assertThat(managers).containsOnlyKeys("ownCacheManager");
				CaffeineCacheManager manager = application.getBean(CaffeineCacheManager.class);
				assertServiceIsCachedIn(application, manager);
				com.github.benmanes.caffeine.cache.Cache<?, ?> cache = ((org.springframework.cache.caffeine.CaffeineCache) cache(
						manager))
					.getNativeCache();
				assertThat(cache.policy().eviction().orElseThrow().getMaximum()).isEqualTo(7);
			}
		}
	}

	@Test
	void cacheableServicesAndCachedRepositoriesWorkSideBySide() {
		try (var application = TestApplication.run(TestDatabase.H2, Caching.class)) {
			CachedMembers members = TestRepositories.create(application, CachedMembers.class);
			members.save(new Member("alice", "alice@example.org", null));
			Greetings greetings = application.getBean(Greetings.class);
			assertThat(greetings.greet("alice")).isEqualTo("Hello alice, call 1");
			assertThat(status(application, members)).isEqualTo(CacheStatus.MISS);
			assertThat(status(application, members)).isEqualTo(CacheStatus.TTL);
			assertThat(greetings.greet("alice")).isEqualTo("Hello alice, call 1");
			application.getBean(AccelerateOperations.class).invalidateAll();
			assertThat(greetings.greet("alice")).isEqualTo("Hello alice, call 1");
			assertThat(status(application, members)).isEqualTo(CacheStatus.MISS);
			cache(application.getBean(CacheManager.class)).clear();
			assertThat(greetings.greet("alice")).isEqualTo("Hello alice, call 2");
			assertThat(status(application, members)).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void queryCacheIsNotInTheCacheManager() {
		try (var application = TestApplication.run(TestDatabase.H2, Caching.class)) {
			CachedMembers members = TestRepositories.create(application, CachedMembers.class);
			assertThat(status(application, members)).isEqualTo(CacheStatus.MISS);
			assertThat(application.getBean(CacheManager.class).getCacheNames()).isEmpty();
			application.getBean(Greetings.class).greet("alice");
			assertThat(application.getBean(CacheManager.class).getCacheNames()).containsExactly("greetings");
			assertThat(application.getBeansOfType(Cache.class)).isEmpty();
		}
	}

	/**
	 * Spring Boot goes by the class path, to which the starter adds Caffeine.
	 */
	@Test
	void caffeineOnTheClassPathIsWhatChangesTheProviderOfAnApplicationWithoutOne() {
		ApplicationContextRunner boot = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class))
			.withUserConfiguration(CachingOnly.class);
		boot.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).getBean(CacheManager.class)
				.isInstanceOf(ConcurrentMapCacheManager.class));
		boot.run((context) -> assertThat(context).getBean(CacheManager.class).isInstanceOf(CaffeineCacheManager.class));
		try (var application = TestApplication.run(TestDatabase.H2, Caching.class)) {
			CacheManager manager = application.getBean(CacheManager.class);
			assertThat(manager).isInstanceOf(CaffeineCacheManager.class);
			assertServiceIsCachedIn(application, manager);
		}
	}

	@Test
	void simpleCacheTypeRestoresTheProviderOfAnApplicationWithoutOne() {
		try (var application = TestApplication.run(TestDatabase.H2, Caching.class, "spring.cache.type=simple")) {
			CacheManager manager = application.getBean(CacheManager.class);
			assertThat(manager).isInstanceOf(ConcurrentMapCacheManager.class);
			assertServiceIsCachedIn(application, manager);
			CachedMembers members = TestRepositories.create(application, CachedMembers.class);
			assertThat(status(application, members)).isEqualTo(CacheStatus.MISS);
			assertThat(status(application, members)).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void applicationWithoutCachingGetsNoCacheManager() {
		try (var application = TestApplication.run(TestDatabase.H2)) {
			assertThat(application.getBeansOfType(CacheManager.class)).isEmpty();
		}
	}

	private static void assertServiceIsCachedIn(ConfigurableApplicationContext application, CacheManager manager) {
		Greetings greetings = application.getBean(Greetings.class);
		assertThat(greetings.greet("bob")).isEqualTo(greetings.greet("bob"));
		assertThat(cache(manager).get("bob", String.class)).isEqualTo(greetings.greet("bob"));
	}

	private static Cache cache(CacheManager manager) {
		Cache cache = manager.getCache("greetings");
		assertThat(cache).isNotNull();
		return cache;
	}

	private static CacheStatus status(ConfigurableApplicationContext application, CachedMembers members) {
		return statusOf(application, () -> members.findByName("alice"));
	}

	static class Greetings {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("greetings")
		public String greet(String name) {
			return "Hello " + name + ", call " + this.calls.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingOnly {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		Greetings greetings() {
			return new Greetings();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Caching.class)
	static class OwnCacheManager {

		@Bean
		CaffeineCacheManager ownCacheManager() {
			CaffeineCacheManager manager = new CaffeineCacheManager();
			manager.setCaffeine(Caffeine.newBuilder().maximumSize(7));
			return manager;
		}

	}

}
