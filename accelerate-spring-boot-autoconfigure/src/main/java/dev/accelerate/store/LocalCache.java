package dev.accelerate.store;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy.Eviction;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

/**
 * Caffeine cache for entries: each expires at the end of its own lifetime, and together
 * they weigh no more than a number of bytes.
 */
public final class LocalCache {

	/**
	 * A signature without its bytes, and the nodes by which the cache holds an entry.
	 */
	private static final int OVERHEAD = 184;

	private final CaffeineCache cache;

	private final LongAdder evictions = new LongAdder();

	/**
	 * Create a cache.
	 * @param maximumWeight the most the entries may weigh together, in bytes
	 * @param nanos the monotonic nanoseconds by which entries are aged
	 */
	public LocalCache(long maximumWeight, LongSupplier nanos) {
		this.cache = new CaffeineCache("accelerate", Caffeine.newBuilder()
			.ticker(nanos::getAsLong)
			.maximumWeight(maximumWeight)
			.weigher(LocalCache::weigh)
			.expireAfter(Expiry.writing((Object key, Object entry) -> remaining((Entry) entry, nanos.getAsLong())))
			.evictionListener(
					(@Nullable Object key, @Nullable Object entry, RemovalCause cause) -> this.evictions.increment())
			.build(), false);
	}

	private static int weigh(Object key, Object entry) {
		long weight = OVERHEAD + ((QuerySignature) key).length() + ((Entry) entry).weight();
		return (int) Math.min(weight, Integer.MAX_VALUE);
	}

	private static Duration remaining(Entry entry, long now) {
		return Duration.ofNanos(Math.max(0, entry.loadedAt() + entry.lifetime() - now));
	}

	/**
	 * Return the cache.
	 * @return a cache of {@link QuerySignature} to {@link Entry}
	 */
	public Cache cache() {
		return this.cache;
	}

	/**
	 * Return how many entries there are.
	 * @return an estimate of their number
	 */
	public long entries() {
		return this.cache.getNativeCache().estimatedSize();
	}

	/**
	 * Return how much the entries weigh.
	 * @return their estimated memory in bytes
	 */
	public long weight() {
		Eviction<?, ?> eviction = this.cache.getNativeCache().policy().eviction().orElseThrow();
		return eviction.weightedSize().orElse(0);
	}

	/**
	 * Return how many entries have been evicted for their weight or their age.
	 * @return their number since the start
	 */
	public long evictions() {
		return this.evictions.sum();
	}

}
