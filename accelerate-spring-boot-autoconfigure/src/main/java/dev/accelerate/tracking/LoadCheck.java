package dev.accelerate.tracking;

import org.jspecify.annotations.Nullable;

/**
 * Check of a load. It is made when the result has been copied, and may keep the result
 * from being stored.
 */
public interface LoadCheck {

	/**
	 * Returns why nothing made from the load may be stored.
	 * @return the reason, without any value, or {@code null} if the check has no
	 * objection
	 */
	@Nullable String refusal();

}
