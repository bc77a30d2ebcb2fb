package dev.accelerate.store;

import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

/**
 * Keeper of entries. It may lose any of them at any time, and never has to: what is valid
 * is decided by the invalidation log. Implementations are thread-safe.
 */
public interface EntryStore {

	/**
	 * Returns the entry of a call.
	 * @param signature the signature of the call
	 * @return the entry, or {@code null} if there is none
	 */
	@Nullable Entry get(QuerySignature signature);

	/**
	 * Returns what is known about the absence of an entry, for people.
	 * @param signature the signature of the call
	 * @return what became of the entry, as far as is known
	 */
	default Absence absence(QuerySignature signature) {
		return Absence.UNKNOWN;
	}

	/**
	 * Keeps an entry, unless the one in place is of a higher stamp.
	 * @param signature the signature of the call
	 * @param entry the entry
	 */
	void put(QuerySignature signature, Entry entry);

	/**
	 * What became of an entry that is not there.
	 */
	enum Absence {

		/**
		 * There was none, or nobody remembers.
		 */
		UNKNOWN,

		/**
		 * It was dropped at the end of its life.
		 */
		EXPIRED,

		/**
		 * It had to make room for others.
		 */
		EVICTED

	}

}
