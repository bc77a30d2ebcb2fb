package dev.accelerate.autoconfigure;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.store.SpringCacheEntryStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.cache.support.NoOpCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the local store. Its cache does not come from a {@code CacheManager}
 * bean, since such a bean would switch off the one that Spring Boot configures for
 * {@code @Cacheable}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(EntryStore.class)
class LocalStoreConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Caffeine.class)
	static class CaffeinePresent {

		@Bean
		LocalEntryCache accelerateLocalEntryCache(AccelerateProperties properties, TimeSource accelerateTimeSource) {
			long maximumSize = properties.getStore().getMaximumSize().toBytes();
			PropertiesMapper.requirePositive(maximumSize, "accelerate.store.maximum-size");
			// Every read has just asked for the time, so the cache need not ask again.
			return new LocalEntryCache(maximumSize, accelerateTimeSource::recentNanos);
		}

		@Bean
		SpringCacheEntryStore accelerateEntryStore(LocalEntryCache accelerateLocalEntryCache) {
			return new SpringCacheEntryStore(accelerateLocalEntryCache);
		}

	}

	/**
	 * Configuration that fails with the missing dependency, which is clearer than a class
	 * that cannot be loaded. It does not fail if the cache is disabled.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("com.github.benmanes.caffeine.cache.Caffeine")
	static class CaffeineAbsent {

		@Bean
		EntryStore accelerateEntryStore(AccelerateProperties properties) {
			if (!properties.isEnabled()) {
				return new SpringCacheEntryStore(new NoOpCache("accelerate"));
			}
			throw new AccelerateException(ErrorCode.P6001, "The local store needs Caffeine on the class path: "
					+ "add com.github.ben-manes.caffeine:caffeine, or declare an EntryStore bean of your own");
		}

	}

}
