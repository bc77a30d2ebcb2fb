package dev.accelerate.store;

import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * {@link SpringCacheEntryStore} over a {@link ConcurrentMapCache}.
 */
class ConcurrentMapEntryStoreTests extends EntryStoreContractTests {

	@Override
	protected EntryStore create() {
		return new SpringCacheEntryStore(new ConcurrentMapCache("accelerate"));
	}

}
