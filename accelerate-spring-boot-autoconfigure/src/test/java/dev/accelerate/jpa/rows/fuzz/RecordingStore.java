package dev.accelerate.jpa.rows.fuzz;

import java.util.function.UnaryOperator;

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

	private final UnaryOperator<Entry> changed;

	/**
	 * Creates a store.
	 * @param store the store that has the entries
	 * @param changed what becomes of an entry that is stored
	 */
	RecordingStore(EntryStore store, UnaryOperator<Entry> changed) {
		this.store = store;
		this.changed = changed;
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
		this.store.put(signature, this.changed.apply(entry));
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
