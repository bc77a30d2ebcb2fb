package dev.accelerate.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.SpringCacheEntryStore;

import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * {@link EntryStore} that forgets nothing by itself, and fails when it is told to.
 */
final class TestStore implements EntryStore {

	private final ConcurrentMapCache cache = new ConcurrentMapCache("test");

	private final EntryStore store = new SpringCacheEntryStore(this.cache);

	private final Map<Thread, Runnable> afterGet = new ConcurrentHashMap<>();

	volatile RuntimeException getFailure;

	volatile RuntimeException putFailure;

	volatile Absence absence = Absence.UNKNOWN;

	/**
	 * Have something done after the next look-up of this thread, before it returns.
	 */
	void afterNextGet(Runnable action) {
		this.afterGet.put(Thread.currentThread(), action);
	}

	int size() {
		return this.cache.getNativeCache().size();
	}

	Entry onlyEntry() {
		return (Entry) this.cache.getNativeCache().values().iterator().next();
	}

	@Override
	public Entry get(QuerySignature signature) {
		if (this.getFailure != null) {
			throw this.getFailure;
		}
		Entry entry = this.store.get(signature);
		Runnable action = this.afterGet.remove(Thread.currentThread());
		if (action != null) {
			action.run();
		}
		return entry;
	}

	@Override
	public Absence absence(QuerySignature signature) {
		return this.absence;
	}

	@Override
	public void put(QuerySignature signature, Entry entry) {
		if (this.putFailure != null) {
			throw this.putFailure;
		}
		this.store.put(signature, entry);
	}

	void clear() {
		this.cache.clear();
	}

}
