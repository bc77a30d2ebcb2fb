package dev.accelerate.benchmarks.peer;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.accelerate.benchmarks.domain.UserQueries;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Configurations of the peers that need Spring and Caffeine only. Whatever they cache
 * stays for ten minutes.
 */
final class SpringPeers {

	private SpringPeers() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlainUsers.class))
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
			classes = { AcceleratedUsers.class, EnvelopeQueries.class }))
	static class Accelerated {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableJpaRepositories(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = CacheableUsers.class))
	static class Cacheable {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableJpaRepositories(
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SyncCacheableUsers.class))
	static class SyncCacheable {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = HibernateCachedUsers.class))
	static class HibernateCached {

	}

	/**
	 * The least that any cache behind Spring AOP costs.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CaffeineByHand extends Plain {

		@Bean
		@Primary
		UserQueries cachedUsers(PlainUsers users) {
			return cached(users, (result) -> result);
		}

	}

	/**
	 * The least that it costs to give each caller users of his own.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CopiedByHand extends Plain {

		@Bean
		@Primary
		UserQueries copiedUsers(PlainUsers users) {
			return cached(users, UserCopies::of);
		}

	}

	private static UserQueries cached(UserQueries users, UnaryOperator<Object> copy) {
		Cache<CallKey, Object> cache = Caffeine.newBuilder()
			.maximumSize(10_000)
			.expireAfterWrite(Duration.ofMinutes(10))
			.build();
		return Advice.around(users, (invocation) -> {
			CallKey key = CallKey.of(invocation.getMethod(), invocation.getArguments());
			Object cached = cache.getIfPresent(key);
			if (cached == null) {
				cached = Objects.requireNonNull(invocation.proceed());
				cache.put(key, cached);
			}
			return copy.apply(cached);
		});
	}

	/**
	 * The least that any advice of Spring AOP costs: it returns what it returned before.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Constant extends Plain {

		@Bean
		@Primary
		UserQueries constantUsers(PlainUsers users) {
			Object[] constant = new Object[1];
			return Advice.around(users, (invocation) -> {
				if (constant[0] == null) {
					constant[0] = invocation.proceed();
				}
				return constant[0];
			});
		}

	}

}
