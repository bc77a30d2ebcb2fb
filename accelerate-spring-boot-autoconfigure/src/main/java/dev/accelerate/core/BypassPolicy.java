package dev.accelerate.core;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call bypasses the cache: it goes to the database, and its result is
 * not stored. Beans of this type are asked in their order, before the cache is.
 */
@FunctionalInterface
public interface BypassPolicy {

	/**
	 * Returns why a call must bypass the cache.
	 * @param call the call
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable Bypass bypass(Call call);

	/**
	 * Call of a cached repository method.
	 *
	 * @param id the repository and the name of the method
	 * @param arguments the arguments of the call, unmodifiable; in place of the call's
	 * options there is {@code null}
	 */
	record Call(QueryId id, List<@Nullable Object> arguments) {
	}

}
