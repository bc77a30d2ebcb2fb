package dev.accelerate.core;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decides, before the cache is asked, whether a call must go to the database and its
 * result must not be stored. Beans of this type are asked in their order.
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
