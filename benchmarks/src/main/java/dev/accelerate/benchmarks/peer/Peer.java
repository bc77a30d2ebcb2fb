package dev.accelerate.benchmarks.peer;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a user would put between his code and his database, or in place of it.
 */
public enum Peer {

	/**
	 * No cache, H2 in memory.
	 */
	H2("No cache, H2 in memory", SpringPeers.Plain.class),

	/**
	 * No cache, PostgreSQL over loopback.
	 */
	POSTGRESQL("No cache, PostgreSQL", SpringPeers.Plain.class),

	/**
	 * One advice that returns a constant.
	 */
	ADVICE("Spring AOP advice, constant", SpringPeers.Constant.class),

	/**
	 * One advice that asks Caffeine, by a record as the key. The floor.
	 */
	CAFFEINE("Spring AOP advice and Caffeine", SpringPeers.CaffeineByHand.class),

	/**
	 * The same, with a loop that copies users, as one would write it by hand: the floor
	 * of whoever gives each caller entities of his own.
	 */
	COPIES("AOP advice, Caffeine, copies by hand", SpringPeers.CopiedByHand.class),

	/**
	 * Spring's annotation over Caffeine.
	 */
	CACHEABLE("@Cacheable and Caffeine", SpringPeers.Cacheable.class, "spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=10m"),

	/**
	 * The same, one load at a time.
	 */
	CACHEABLE_SYNC("@Cacheable(sync) and Caffeine", SpringPeers.SyncCacheable.class, "spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=10m"),

	/**
	 * The same, counted.
	 */
	CACHEABLE_STATS("@Cacheable and Caffeine, counted", SpringPeers.Cacheable.class, "spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=10m,recordStats"),

	/**
	 * Hibernate's query cache and second-level cache over JCache.
	 */
	HIBERNATE("Hibernate query cache", SpringPeers.HibernateCached.class,
			"spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
			"spring.jpa.properties.hibernate.cache.use_query_cache=true",
			"spring.jpa.properties.hibernate.cache.region.factory_class=jcache",
			"spring.jpa.properties.hibernate.javax.cache.provider=com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
			"spring.jpa.properties.hibernate.javax.cache.missing_cache_strategy=fail"),

	/**
	 * JetCache, in this JVM only.
	 */
	JETCACHE("JetCache, local", JetCachePeer.class),

	/**
	 * Redisson's map with a copy of it in this JVM.
	 */
	REDISSON("Redisson local cached map", RedissonPeer.class),

	/**
	 * This project, counted by Micrometer.
	 */
	ACCELERATE("Accelerate", SpringPeers.Accelerated.class),

	/**
	 * This project, not counted.
	 */
	ACCELERATE_UNCOUNTED("Accelerate without Micrometer", SpringPeers.Accelerated.class,
			"spring.autoconfigure.exclude=dev.accelerate.autoconfigure.AccelerateMetricsAutoConfiguration"),

	/**
	 * This project before PostgreSQL.
	 */
	ACCELERATE_POSTGRESQL("Accelerate before PostgreSQL", SpringPeers.Accelerated.class);

	/**
	 * Property of an application that has this project on its class path only.
	 */
	public static final String WITHOUT_ACCELERATE = "spring.autoconfigure.exclude="
			+ "dev.accelerate.autoconfigure.AccelerateAutoConfiguration,"
			+ "dev.accelerate.autoconfigure.AccelerateMetricsAutoConfiguration";

	private final String label;

	private final Class<?> configuration;

	private final List<String> properties;

	Peer(String label, Class<?> configuration, String... properties) {
		this.label = label;
		this.configuration = configuration;
		this.properties = List.of(properties);
	}

	/**
	 * Return what to call it in a table.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return whether it answers from memory what it was asked before.
	 * @return {@code false} for a database alone
	 */
	public boolean isCache() {
		return this != H2 && this != POSTGRESQL;
	}

	Class<?> configuration() {
		return this.configuration;
	}

	/**
	 * Return the properties of the peer. Whatever is not this project runs without it,
	 * which would watch its statements otherwise.
	 */
	List<String> properties() {
		if (this.configuration == SpringPeers.Accelerated.class) {
			return this.properties;
		}
		return Stream.concat(this.properties.stream(), Stream.of(WITHOUT_ACCELERATE)).toList();
	}

	boolean onPostgres() {
		return this == POSTGRESQL || this == ACCELERATE_POSTGRESQL;
	}

}
