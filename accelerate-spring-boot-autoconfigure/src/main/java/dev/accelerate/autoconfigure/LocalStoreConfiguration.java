package dev.accelerate.autoconfigure;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.LocalCache;
import dev.accelerate.store.SpringCacheEntryStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the local store. Its cache is not that of a {@code CacheManager},
 * which would switch off the one that Spring Boot configures for {@code @Cacheable}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(EntryStore.class)
class LocalStoreConfiguration {

	@Bean
	LocalCache accelerateLocalCache(AccelerateProperties properties, TimeSource time) {
		return new LocalCache(properties.getStore().getMaximumSize().toBytes(), time::nanos);
	}

	@Bean
	SpringCacheEntryStore accelerateEntryStore(LocalCache localCache) {
		return new SpringCacheEntryStore(localCache.cache());
	}

}
