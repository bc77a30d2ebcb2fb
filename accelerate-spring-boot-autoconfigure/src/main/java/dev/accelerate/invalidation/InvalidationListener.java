package dev.accelerate.invalidation;

/**
 * Observer of what becomes invalid. It must neither block nor throw.
 */
public interface InvalidationListener {

	/**
	 * Origin of an invalidation.
	 */
	enum Origin {

		/**
		 * Statements that were seen writing.
		 */
		STATEMENTS,

		/**
		 * The application itself.
		 */
		APPLICATION

	}

	/**
	 * A record has been appended to the log.
	 * @param record what became invalid
	 * @param origin the origin of the invalidation
	 */
	default void onAppend(InvalidationRecord record, Origin origin) {
	}

	/**
	 * The outcome of a commit is not known. What the transaction wrote is appended, stays
	 * pending for a while and is then appended again.
	 * @param record what the transaction wrote
	 */
	default void onUnknownCommit(InvalidationRecord record) {
	}

	/**
	 * What a transaction invalidated could not be appended to the log. It stays pending,
	 * and appending is retried.
	 * @param failure the failure
	 */
	default void onAppendFailure(RuntimeException failure) {
	}

}
