package dev.accelerate.signature;

import org.jspecify.annotations.Nullable;

/**
 * Source of something besides the arguments that the answer of every query depends on,
 * such as the current tenant or the key by which a {@code DataSource} routes. A result is
 * never shared between calls whose contributions differ. A contributor is called on the
 * thread of the repository call, and for a background refresh on the refresh thread.
 */
@FunctionalInterface
public interface SignatureContributor {

	/**
	 * Returns what the answer depends on at this moment.
	 * @return a value of a type that can be an argument, or {@code null} for none
	 */
	@Nullable Object contribute();

}
