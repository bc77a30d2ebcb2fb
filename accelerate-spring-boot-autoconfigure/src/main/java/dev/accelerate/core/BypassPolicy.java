package dev.accelerate.core;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decision, before the cache is asked, that a call must go to the database and its result
 * must not be kept. Beans of this type are asked in their order.
 */
@FunctionalInterface
public interface BypassPolicy {

	/**
	 * Returns why a call must go past the cache.
	 * @param call the call
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable Bypass bypass(Call call);

	/**
	 * Call of a cached repository method.
	 *
	 * @param id where the method is: its repository and its name
	 * @param arguments the arguments of the call, unmodifiable; options of the call read
	 * as {@code null}
	 */
	record Call(QueryId id, List<@Nullable Object> arguments) {
	}

}
