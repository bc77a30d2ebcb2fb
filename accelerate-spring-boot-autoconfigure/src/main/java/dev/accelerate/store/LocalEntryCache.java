package dev.accelerate.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.EntryStore.Absence;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Caffeine cache for entries: each expires at the end of its own lifetime, and together
 * they weigh no more than a number of bytes.
 */
public final class LocalEntryCache {

	/**
	 * The nodes by which the cache holds an entry.
	 */
	private static final int OVERHEAD = 144;

	private static final int DEPARTURES = 1 << 12;

	private final QuietCaffeineCache cache;

	private final LongAdder evictions = new LongAdder();

	/**
	 * What became of entries, by the hashes of their signatures. Later ones take the
	 * places of earlier ones.
	 */
	private final AtomicReferenceArray<@Nullable Departure> departures = new AtomicReferenceArray<>(DEPARTURES);

	/**
	 * Create a cache.
	 * @param maximumWeight the most the entries may weigh together, in bytes
	 * @param nanos the monotonic nanoseconds by which entries are aged
	 */
	public LocalEntryCache(long maximumWeight, LongSupplier nanos) {
		this.cache = new QuietCaffeineCache("accelerate", Caffeine.newBuilder()
			.ticker(nanos::getAsLong)
			// To wake another thread costs a put more than to clean up by itself.
			.executor(Runnable::run)
			.maximumWeight(maximumWeight)
			.weigher(LocalEntryCache::weigh)
			.expireAfter(Expiry
				.writing((Object key, Object entry) -> Duration.ofNanos(((Entry) entry).remaining(nanos.getAsLong()))))
			.evictionListener(
					(@Nullable Object key, @Nullable Object entry, RemovalCause cause) -> departed(key, cause))
			.build());
	}

	private void departed(@Nullable Object key, RemovalCause cause) {
		this.evictions.increment();
		if (key != null) {
			Absence absence = (cause == RemovalCause.EXPIRED) ? Absence.EXPIRED : Absence.EVICTED;
			this.departures.set(key.hashCode() & (DEPARTURES - 1), new Departure(key.hashCode(), absence));
		}
	}

	private static int weigh(Object key, Object entry) {
		long weight = OVERHEAD + ((QuerySignature) key).weight() + ((Entry) entry).weight();
		return (int) Math.min(weight, Integer.MAX_VALUE);
	}

	/**
	 * Return the cache.
	 * @return a cache of {@link QuerySignature} to {@link Entry}
	 */
	public Cache cache() {
		return this.cache;
	}

	/**
	 * Say what became of an entry.
	 * @param signature its signature
	 * @return what is remembered
	 */
	Absence absence(QuerySignature signature) {
		// What has expired may not have departed yet.
		this.cache.getNativeCache().cleanUp();
		Departure departure = this.departures.get(signature.hashCode() & (DEPARTURES - 1));
		return (departure != null && departure.hash() == signature.hashCode()) ? departure.absence() : Absence.UNKNOWN;
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
		return this.cache.weight();
	}

	/**
	 * Return how many entries have been evicted for their weight or their age.
	 * @return their number since the start
	 */
	public long evictions() {
		return this.evictions.sum();
	}

	/**
	 * Entry that is no longer there.
	 *
	 * @param hash the hash of its signature
	 * @param absence why
	 */
	private record Departure(int hash, Absence absence) {
	}

}
