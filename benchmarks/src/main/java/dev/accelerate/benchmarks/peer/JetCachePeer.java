package dev.accelerate.benchmarks.peer;

import java.util.Map;
import java.util.function.Function;

import com.alicp.jetcache.anno.CacheConsts;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import dev.accelerate.benchmarks.domain.UserQueries;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * Configuration of JetCache with local caches only.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodCache(basePackages = "dev.accelerate.benchmarks.peer")
@Import(SpringPeers.Plain.class)
class JetCachePeer extends JetCacheBaseBeans {

	@Bean
	GlobalCacheConfig globalCacheConfig() {
		GlobalCacheConfig config = new GlobalCacheConfig();
		config.setLocalCacheBuilders(Map.of(CacheConsts.DEFAULT_AREA,
				CaffeineCacheBuilder.createCaffeineCacheBuilder().limit(10_000).keyConvertor(Function.identity())));
		config.setRemoteCacheBuilders(Map.of());
		return config;
	}

	@Bean
	@Primary
	UserQueries cachedUsers(PlainUsers users) {
		return new JetCachedUsers(users);
	}

}
