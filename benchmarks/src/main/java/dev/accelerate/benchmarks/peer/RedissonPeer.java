package dev.accelerate.benchmarks.peer;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;

import dev.accelerate.benchmarks.domain.UserQueries;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.config.Config;
import redis.embedded.RedisServer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Configuration of a map of Redisson that keeps what it holds in this JVM and in Redis.
 */
@Configuration(proxyBeanMethods = false)
class RedissonPeer extends SpringPeers.Plain {

	@Bean(initMethod = "start", destroyMethod = "stop")
	RedisServer redisServer() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return RedisServer.newRedisServer().port(free.getLocalPort()).bind("127.0.0.1").build();
		}
	}

	@Bean(destroyMethod = "shutdown")
	RedissonClient redissonClient(RedisServer server) {
		Config config = new Config();
		config.useSingleServer().setAddress("redis://127.0.0.1:" + server.ports().get(0));
		return Redisson.create(config);
	}

	@Bean
	@Primary
	UserQueries cachedUsers(PlainUsers users, RedissonClient redisson) {
		RLocalCachedMap<CallKey, Object> map = redisson
			.getLocalCachedMap(LocalCachedMapOptions.<CallKey, Object>name("users")
				.cacheSize(10_000)
				.timeToLive(Duration.ofMinutes(10))
				.cacheProvider(LocalCachedMapOptions.CacheProvider.CAFFEINE));
		return Advice.around(users, (invocation) -> {
			CallKey key = CallKey.of(invocation.getMethod(), invocation.getArguments());
			Object cached = map.get(key);
			if (cached == null) {
				cached = Objects.requireNonNull(invocation.proceed());
				map.put(key, cached);
			}
			return cached;
		});
	}

}
