package dev.accelerate.core;

import dev.accelerate.invalidation.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Source of the tags of a call.
 */
@FunctionalInterface
public interface TagResolver {

	/**
	 * Returns the tags of a call.
	 * @param arguments the arguments of the call
	 * @return its tags, or {@code null} if they cannot be made of these arguments, so
	 * that the call cannot be cached
	 */
	@Nullable Tags resolve(Object[] arguments);

	/**
	 * Returns how a tag is declared. The declaration contains no argument of a call.
	 * @param tag a tag of a call
	 * @return the tag itself or its template, or {@code null} if it is declared elsewhere
	 */
	default @Nullable String declared(String tag) {
		return null;
	}

}
