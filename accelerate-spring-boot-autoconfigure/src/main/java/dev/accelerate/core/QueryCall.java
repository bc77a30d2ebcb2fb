package dev.accelerate.core;

import org.jspecify.annotations.Nullable;

/**
 * Call of a repository method.
 */
public interface QueryCall {

	/**
	 * Return the arguments.
	 * @return the arguments, which may hold {@code null}
	 */
	Object[] arguments();

	/**
	 * Go to the database.
	 * @return the result of the query
	 * @throws Throwable what the query throws
	 */
	@Nullable Object load() throws Throwable;

	/**
	 * Return the same call for another thread and a later time.
	 * @return a call that can be loaded although this one is over
	 */
	QueryCall detach();

}
