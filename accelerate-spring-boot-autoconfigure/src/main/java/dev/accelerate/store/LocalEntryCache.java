package dev.accelerate.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.EntryStore.Absence;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Caffeine cache for entries. Each entry expires at the end of its own lifetime, and
 * together they do not exceed a weight.
 */
public final class LocalEntryCache {

	/**
	 * Weight of the objects by which the cache holds an entry.
	 */
	private static final int OVERHEAD = 144;

	private static final int DEPARTURES = 1 << 12;

	private final QuietCaffeineCache cache;

	private final LongAdder evictions = new LongAdder();

	/**
	 * What became of removed entries, by the hashes of their signatures. Later removals
	 * overwrite earlier ones.
	 */
	private final AtomicReferenceArray<@Nullable Departure> departures = new AtomicReferenceArray<>(DEPARTURES);

	/**
	 * Creates a cache.
	 * @param maximumWeight the most the entries may weigh together, in bytes
	 * @param nanos the monotonic nanoseconds by which entries are aged
	 */
	public LocalEntryCache(long maximumWeight, LongSupplier nanos) {
		this.cache = new QuietCaffeineCache("accelerate", Caffeine.newBuilder()
			.ticker(nanos::getAsLong)
			// For a put, waking another thread costs more than cleaning up itself.
			.executor(Runnable::run)
			.maximumWeight(maximumWeight)
			.weigher(LocalEntryCache::weigh)
			.expireAfter(Expiry
				.writing((Object key, Object entry) -> Duration.ofNanos(((Entry) entry).remaining(nanos.getAsLong()))))
			.evictionListener(
					(@Nullable Object key, @Nullable Object entry, RemovalCause cause) -> recordRemoval(key, cause))
			.build());
	}

	private void recordRemoval(@Nullable Object key, RemovalCause cause) {
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
	 * Returns the cache.
	 * @return a cache of {@link QuerySignature} to {@link Entry}
	 */
	public Cache cache() {
		return this.cache;
	}

	/**
	 * Returns what became of an entry.
	 * @param signature its signature
	 * @return what is known of it
	 */
	Absence absence(QuerySignature signature) {
		// An expired entry may not have been removed yet.
		this.cache.getNativeCache().cleanUp();
		Departure departure = this.departures.get(signature.hashCode() & (DEPARTURES - 1));
		return (departure != null && departure.hash() == signature.hashCode()) ? departure.absence() : Absence.UNKNOWN;
	}

	/**
	 * Passes on every entry, without counting as a read of it.
	 * @param action takes each entry, and its weight in bytes
	 */
	public void forEach(ObjLongConsumer<Entry> action) {
		this.cache.getNativeCache().asMap().forEach((key, entry) -> action.accept((Entry) entry, weigh(key, entry)));
	}

	/**
	 * Removes an entry.
	 * @param signature its signature
	 */
	public void remove(QuerySignature signature) {
		this.cache.evict(signature);
	}

	/**
	 * Returns the number of entries.
	 * @return an estimate of their number
	 */
	public long entries() {
		return this.cache.getNativeCache().estimatedSize();
	}

	/**
	 * Returns the weight of all entries.
	 * @return their estimated memory in bytes
	 */
	public long weight() {
		return this.cache.weight();
	}

	/**
	 * Returns the most that all entries may weigh.
	 * @return the maximum in bytes
	 */
	public long maximumWeight() {
		return this.cache.maximumWeight();
	}

	/**
	 * Returns how many entries have been evicted for their weight or their age.
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
