package dev.accelerate.store;

import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

/**
 * Store of entries. It may lose any entry at any time, but need not remove any: the
 * invalidation log decides what is valid. Implementations are thread-safe.
 */
public interface EntryStore {

	/**
	 * Returns the entry of a call.
	 * @param signature the signature of the call
	 * @return the entry, or {@code null} if there is none
	 */
	@Nullable Entry get(QuerySignature signature);

	/**
	 * Explains why an entry is absent.
	 * @param signature the signature of the call
	 * @return what became of the entry, as far as is known
	 */
	default Absence absence(QuerySignature signature) {
		return Absence.UNKNOWN;
	}

	/**
	 * Stores an entry, if it {@linkplain Entry#mayReplace may replace} the one in place.
	 * @param signature the signature of the call
	 * @param entry the entry
	 */
	void put(QuerySignature signature, Entry entry);

	/**
	 * What became of an entry that is not there.
	 */
	enum Absence {

		/**
		 * There was none, or it is not known what became of it.
		 */
		UNKNOWN,

		/**
		 * It was removed at the end of its lifetime.
		 */
		EXPIRED,

		/**
		 * It had to make room for others.
		 */
		EVICTED

	}

}
