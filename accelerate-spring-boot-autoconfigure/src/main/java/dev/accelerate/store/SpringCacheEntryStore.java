package dev.accelerate.store;

import java.util.function.Function;

import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * {@link EntryStore} over a {@link Cache} of this JVM.
 */
public final class SpringCacheEntryStore implements EntryStore {

	private static final int STRIPES = 64;

	private final Cache cache;

	/**
	 * Locks that let this store compare and put in one step, which a {@code Cache} cannot
	 * do.
	 */
	private final Object[] locks = new Object[STRIPES];

	private final Function<QuerySignature, Absence> absences;

	/**
	 * Creates a store.
	 * @param cache the cache, used by this store only
	 */
	public SpringCacheEntryStore(Cache cache) {
		this(cache, (signature) -> Absence.UNKNOWN);
	}

	/**
	 * Creates a store over the local cache.
	 * @param localCache the cache, which remembers what became of entries
	 */
	public SpringCacheEntryStore(LocalEntryCache localCache) {
		this(localCache.cache(), localCache::absence);
	}

	private SpringCacheEntryStore(Cache cache, Function<QuerySignature, Absence> absences) {
		this.cache = cache;
		this.absences = absences;
		for (int i = 0; i < STRIPES; i++) {
			this.locks[i] = new Object();
		}
	}

	@Override
	public @Nullable Entry get(QuerySignature signature) {
		return this.cache.get(signature, Entry.class);
	}

	@Override
	public Absence absence(QuerySignature signature) {
		return this.absences.apply(signature);
	}

	@Override
	public void put(QuerySignature signature, Entry entry) {
		synchronized (this.locks[signature.hashCode() & (STRIPES - 1)]) {
			Entry present = get(signature);
			if (present == null || entry.mayReplace(present)) {
				this.cache.put(signature, entry);
			}
		}
	}

}
