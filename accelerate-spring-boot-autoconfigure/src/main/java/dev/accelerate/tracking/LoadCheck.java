package dev.accelerate.tracking;

import org.jspecify.annotations.Nullable;

/**
 * Check of a load that is made when its result has been taken apart, and that may keep
 * the result out.
 */
public interface LoadCheck {

	/**
	 * Returns why nothing that is made of the load may be kept.
	 * @return the reason, without any value, or {@code null} if nothing is against it
	 */
	@Nullable String refusal();

}
