package dev.accelerate.jpa.rows.fuzz;

import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import org.jspecify.annotations.Nullable;

/**
 * Store that tells which call a thread has made.
 */
final class RecordingStore implements EntryStore {

	private final EntryStore store;

	private final ThreadLocal<QuerySignature> first = new ThreadLocal<>();

	RecordingStore(EntryStore store) {
		this.store = store;
	}

	@Override
	public @Nullable Entry get(QuerySignature signature) {
		if (this.first.get() == null) {
			this.first.set(signature);
		}
		return this.store.get(signature);
	}

	@Override
	public Absence absence(QuerySignature signature) {
		return this.store.absence(signature);
	}

	@Override
	public void put(QuerySignature signature, Entry entry) {
		this.store.put(signature, entry);
	}

	/**
	 * Returns the first call of the thread since this was asked before, or {@code null}
	 * if there was none.
	 */
	@Nullable QuerySignature take() {
		QuerySignature signature = this.first.get();
		this.first.remove();
		return signature;
	}

}
