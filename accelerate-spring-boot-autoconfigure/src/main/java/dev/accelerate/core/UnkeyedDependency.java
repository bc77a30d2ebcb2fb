package dev.accelerate.core;

import java.util.Objects;

/**
 * Something that every answer of a persistence unit depends on, and that is in no key,
 * such as a tenant or a route.
 *
 * @param what a description for people, as in "its answer depends on ..."
 * @param remedy what to change to have results stored, as a sentence without its full
 * stop
 */
public record UnkeyedDependency(String what, String remedy) {

	/**
	 * Remedy if the application can add the dependency to the key.
	 */
	public static final String CONTRIBUTE = "Declare a SignatureContributor bean that contributes the current tenant or routing key";

	public UnkeyedDependency {
		Objects.requireNonNull(what, "'what' must not be null");
		Objects.requireNonNull(remedy, "'remedy' must not be null");
	}

	/**
	 * Returns a dependency whose remedy is to add it to the key by a contributor.
	 * @param what what it is
	 * @return the dependency
	 */
	public static UnkeyedDependency on(String what) {
		return new UnkeyedDependency(what, CONTRIBUTE);
	}

}
