package dev.accelerate.core;

import dev.accelerate.invalidation.Tags;

/**
 * Source of the tags of a call.
 */
@FunctionalInterface
public interface TagResolver {

	/**
	 * Return the tags of a call.
	 * @param arguments the arguments of the call
	 * @return its tags
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6005} if one is malformed
	 */
	Tags resolve(Object[] arguments);

}
