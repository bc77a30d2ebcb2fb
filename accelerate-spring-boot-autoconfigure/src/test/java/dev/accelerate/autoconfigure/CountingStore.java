package dev.accelerate.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;

/**
 * Store of an application's own, which counts what is put into it and keeps nothing.
 */
class CountingStore implements EntryStore {

	final AtomicInteger puts = new AtomicInteger();

	@Override
	public Entry get(QuerySignature signature) {
		return null;
	}

	@Override
	public void put(QuerySignature signature, Entry entry) {
		this.puts.incrementAndGet();
	}

}
