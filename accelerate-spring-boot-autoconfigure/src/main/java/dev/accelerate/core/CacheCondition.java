package dev.accelerate.core;

import org.jspecify.annotations.Nullable;

/**
 * Condition on a call and on its result, with the meanings of Spring Cache's
 * {@code condition} and {@code unless}.
 */
public interface CacheCondition {

	/**
	 * Everything is cached.
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
	 * Return whether a call may be answered from the cache and its result be kept.
	 * @param call the call
	 * @return whether the {@code condition} holds
	 */
	boolean admits(QueryCall call);

	/**
	 * Return whether a result must not be kept.
	 * @param call the call
	 * @param result the result of the query
	 * @return whether {@code unless} holds
	 */
	boolean vetoes(QueryCall call, @Nullable Object result);

}
