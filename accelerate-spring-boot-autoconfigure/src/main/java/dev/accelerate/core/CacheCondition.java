package dev.accelerate.core;

import org.jspecify.annotations.Nullable;

/**
 * Condition on a call and on its result, with the meanings of Spring Cache's
 * {@code condition} and {@code unless}.
 */
public interface CacheCondition {

	/**
	 * Condition that caches every result.
	 */
	CacheCondition ALWAYS = new CacheCondition() {

		@Override
		public boolean admits(QueryCall call) {
			return true;
		}

		@Override
		public boolean vetoes(QueryCall call, @Nullable Object result) {
			return false;
		}

	};

	/**
	 * Returns whether a call may be answered from the cache and its result may be stored.
	 * @param call the call
	 * @return whether the {@code condition} holds
	 */
	boolean admits(QueryCall call);

	/**
	 * Returns whether a result must not be stored.
	 * @param call the call
	 * @param result the result of the query
	 * @return whether {@code unless} holds
	 */
	boolean vetoes(QueryCall call, @Nullable Object result);

}
