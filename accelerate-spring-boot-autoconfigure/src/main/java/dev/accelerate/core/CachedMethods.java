package dev.accelerate.core;

import dev.accelerate.invalidation.Tags;

/**
 * Methods of repositories whose results are cached.
 */
public interface CachedMethods {

	/**
	 * Returns the tag that all results of a method have, and of the others of its name.
	 * @param repository the interface of the repository
	 * @param method the name of the method
	 * @return the tag
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6005} if it has no cached method of that name
	 */
	Tags tag(Class<?> repository, String method);

}
