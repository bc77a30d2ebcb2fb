package dev.accelerate.core;

import dev.accelerate.tracking.Bypass;
import org.jspecify.annotations.Nullable;

/**
 * Decision, before the cache is asked, that a call must go to the database and its result
 * must not be kept.
 */
@FunctionalInterface
public interface BypassPolicy {

	/**
	 * Say why a call must go past the cache.
	 * @param plan the plan of the called method
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable Bypass bypass(QueryPlan plan);

}
