package dev.accelerate.core;

import java.time.Duration;

import dev.accelerate.CacheStatus;
import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

/**
 * Call of a repository method.
 */
public interface QueryCall {

	/**
	 * Return the arguments. Options of the call are none: they read as {@code null}.
	 * @return the arguments, which may hold {@code null}
	 */
	Object[] arguments();

	/**
	 * Return the object the method is called on.
	 * @return the implementation behind the repository's proxy
	 */
	Object target();

	/**
	 * Note how the call will have been answered when its load is done, for the account of
	 * one that fails.
	 * @param status the status
	 * @param signature the signature of the call, or {@code null} if it has none
	 */
	default void expect(CacheStatus status, @Nullable QuerySignature signature) {
	}

	/**
	 * Go to the database.
	 * @return the result of the query
	 * @throws Throwable what the query throws
	 */
	@Nullable Object load() throws Throwable;

	/**
	 * Return how long a load may take by the configuration.
	 * @return the deadline that {@link #loadInTime()} sets, or {@code null} if it sets
	 * none, because there is none or the method's own comes first
	 */
	default @Nullable Duration deadline() {
		return null;
	}

	/**
	 * Return by how much sooner than at the deadline a load may be ended because of it.
	 * @return the tolerance, not negative
	 */
	default Duration tolerance() {
		return Duration.ZERO;
	}

	/**
	 * Go to the database in a transaction that ends at the deadline, where no transaction
	 * is in progress.
	 * @return the result of the query
	 * @throws Throwable what the query throws
	 */
	default @Nullable Object loadInTime() throws Throwable {
		return load();
	}

	/**
	 * Return the same call for another thread and a later time.
	 * @return a call that can be loaded although this one is over
	 */
	QueryCall detach();

}
