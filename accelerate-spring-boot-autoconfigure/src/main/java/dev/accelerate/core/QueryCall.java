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
	 * Returns the arguments. In place of the call's options there is {@code null}.
	 * @return the arguments, which may hold {@code null}
	 */
	Object[] arguments();

	/**
	 * Returns the object the method is called on.
	 * @return the implementation behind the repository's proxy
	 */
	Object target();

	/**
	 * Returns whether the call begins a read-write transaction if none is in progress.
	 * That sends the changes of an open session to the database.
	 * @return {@code false} if it begins a read-only one, or none
	 */
	default boolean beginsReadWrite() {
		return false;
	}

	/**
	 * Records the status and signature that the call will have once its load is done, so
	 * that they can be reported if the load fails.
	 * @param status the status
	 * @param signature the signature of the call, or {@code null} if it has none
	 */
	default void expect(CacheStatus status, @Nullable QuerySignature signature) {
	}

	/**
	 * Goes to the database.
	 * @return the result of the query
	 * @throws Throwable what the query throws
	 */
	@Nullable Object load() throws Throwable;

	/**
	 * Returns how long a load may take according to the configuration.
	 * @return the deadline that {@link #loadInTime()} sets, or {@code null} if it sets
	 * none, because there is none or the method's own comes first
	 */
	default @Nullable Duration deadline() {
		return null;
	}

	/**
	 * Returns by how much a load may be ended before its deadline.
	 * @return the tolerance, not negative
	 */
	default Duration tolerance() {
		return Duration.ZERO;
	}

	/**
	 * Goes to the database in a transaction that ends at the deadline. It is called only
	 * where no transaction is in progress.
	 * @return the result of the query
	 * @throws Throwable what the query throws
	 */
	default @Nullable Object loadInTime() throws Throwable {
		return load();
	}

	/**
	 * Returns a copy of the call for another thread and a later time.
	 * @return a call that can be loaded although this one is over
	 */
	QueryCall detach();

}
