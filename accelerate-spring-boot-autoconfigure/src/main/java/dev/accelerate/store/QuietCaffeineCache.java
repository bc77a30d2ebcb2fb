package dev.accelerate.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Policy.Eviction;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.caffeine.CaffeineCache;

/**
 * {@link CaffeineCache} of weighted entries that records reads only once it is half full.
 * Before that, no entry has to make room, and a read costs less. Caffeine itself does the
 * same if entries have no lifetimes of their own.
 */
final class QuietCaffeineCache extends CaffeineCache {

	private final Policy<Object, Object> policy;

	private final Eviction<Object, Object> eviction;

	private volatile boolean crowded;

	QuietCaffeineCache(String name, Cache<Object, Object> cache) {
		super(name, cache, false);
		this.policy = cache.policy();
		this.eviction = this.policy.eviction().orElseThrow();
	}

	/**
	 * Returns an entry without a check of its type, since the cache holds nothing but
	 * entries.
	 */
	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return (T) lookup(key);
	}

	@Override
	protected @Nullable Object lookup(Object key) {
		return this.crowded ? super.lookup(key) : this.policy.getIfPresentQuietly(key);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		super.put(key, value);
		// Caffeine 3.2.4 answers both without a lock, so asking less often would cost
		// more.
		this.crowded = weight() > this.eviction.getMaximum() / 2;
	}

	long maximumWeight() {
		return this.eviction.getMaximum();
	}

	long weight() {
		return this.eviction.weightedSize().orElse(0);
	}

}
