package dev.accelerate.signature;

import org.jspecify.annotations.Nullable;

/**
 * Something besides its arguments that the answer of every query depends on: the current
 * tenant, the key a routing {@code DataSource} routes by. Results are never shared
 * between different contributions. It is called on the thread of the repository call, and
 * for a background refresh on the refresh thread.
 */
@FunctionalInterface
public interface SignatureContributor {

	/**
	 * Return what the answer depends on at this moment.
	 * @return a value of a type that can be an argument, or {@code null} for none
	 */
	@Nullable Object contribute();

}
