package dev.accelerate.core;

import dev.accelerate.CacheStatus;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import org.jspecify.annotations.Nullable;

/**
 * Inspector of entries, which tells how a call would be answered without making one.
 */
public final class EntryInspector {

	private final EntryReader reader;

	private final TimeSource time;

	/**
	 * Creates an inspector.
	 * @param store the store of the entries
	 * @param invalidations what is invalid
	 * @param time the source of time
	 * @param settings the settings of the query cache
	 */
	public EntryInspector(EntryStore store, Invalidations invalidations, TimeSource time, QueryCacheSettings settings) {
		this.reader = new EntryReader(store, invalidations, time, settings, new QueryCacheListener() {
		});
		this.time = time;
	}

	/**
	 * Returns how old an entry is.
	 * @param entry the entry
	 * @return its age in nanoseconds
	 */
	public long age(Entry entry) {
		return this.time.nanos() - entry.loadedAt();
	}

	/**
	 * Returns whether an entry is valid, whatever its age.
	 * @param entry the entry
	 * @return whether nothing that it depends on was invalidated
	 */
	public boolean isValid(Entry entry) {
		return this.reader.isValid(entry);
	}

	/**
	 * Returns how a call would be answered.
	 * @param plan the plan of its method
	 * @param entry its entry
	 * @return {@link CacheStatus#MISS} if it would go to the database
	 */
	public CacheStatus answer(QueryPlan plan, Entry entry) {
		return switch (this.reader.judge(plan, entry)) {
			case FRESH -> CacheStatus.TTL;
			case STALE -> CacheStatus.SWR;
			case EXPIRED, INVALID -> CacheStatus.MISS;
		};
	}

	/**
	 * Explains why an entry would not answer.
	 * @param plan the plan of its method
	 * @param entry the entry
	 * @return the reason, without any value, or {@code null} if it would answer
	 */
	public @Nullable MissReason reason(QueryPlan plan, Entry entry) {
		return (answer(plan, entry) == CacheStatus.MISS) ? this.reader.missReason(plan, entry) : null;
	}

}
