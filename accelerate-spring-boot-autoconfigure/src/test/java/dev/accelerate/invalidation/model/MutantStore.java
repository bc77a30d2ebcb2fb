package dev.accelerate.invalidation.model;

import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;

/**
 * {@link EntryStore} that delegates to another, until a method is overridden.
 */
abstract class MutantStore implements EntryStore {

	private final EntryStore store;

	MutantStore(EntryStore store) {
		this.store = store;
	}

	@Override
	public Entry get(QuerySignature signature) {
		return this.store.get(signature);
	}

	@Override
	public void put(QuerySignature signature, Entry entry) {
		this.store.put(signature, entry);
	}

}
