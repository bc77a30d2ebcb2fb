package dev.accelerate.examples;

import dev.accelerate.autoconfigure.AccelerateProperties;
import org.junit.jupiter.api.Test;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration that docs/spring-cache.md shows, by {@link AccelerateProperties}.
 */
class SpringCacheExamplesTests {

	@Test
	void aPropertyBringsTheSimpleCacheBack() {
		try (var without = ExamplesApplication.start(Configured.class);
				var with = ExamplesApplication.start(Configured.class, PageProperties.of("docs/spring-cache.md", 0))) {
			assertThat(without.bean(CacheManager.class)).isInstanceOf(CaffeineCacheManager.class);
			assertThat(with.bean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import(ExamplesApplication.Configured.class)
	static class Configured {

	}

}
