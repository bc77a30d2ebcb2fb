package dev.accelerate.benchmarks.peer;

import java.util.Arrays;
import java.util.Map;

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
 * Configuration of JetCache with local caches only. Its packages must include that of the
 * interface, by whose methods it is asked whether to advise a call.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodCache(basePackages = "dev.accelerate.benchmarks")
@Import(SpringPeers.Plain.class)
class JetCachePeer extends JetCacheBaseBeans {

	@Bean
	GlobalCacheConfig globalCacheConfig() {
		GlobalCacheConfig config = new GlobalCacheConfig();
		config.setLocalCacheBuilders(Map.of(CacheConsts.DEFAULT_AREA,
				CaffeineCacheBuilder.createCaffeineCacheBuilder().limit(10_000).keyConvertor(JetCachePeer::key)));
		config.setRemoteCacheBuilders(Map.of());
		return config;
	}

	@Bean
	@Primary
	UserQueries cachedUsers(PlainUsers users) {
		return new JetCachedUsers(users);
	}

	/**
	 * Return what can be compared: a key that is not declared is the array of the
	 * arguments, which never equals another. The converters that JetCache offers write
	 * JSON, which costs more.
	 */
	private static Object key(Object key) {
		return (key instanceof Object[] arguments) ? Arrays.asList(arguments) : key;
	}

}
