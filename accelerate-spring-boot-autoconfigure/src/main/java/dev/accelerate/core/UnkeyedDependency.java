package dev.accelerate.core;

import java.util.Objects;

/**
 * What every answer of a persistence unit depends on, and no key tells, such as a tenant
 * or a route.
 *
 * @param what what it is, for people, as in "its answer depends on ..."
 * @param remedy what to change to have results kept, as a sentence without its full stop
 */
public record UnkeyedDependency(String what, String remedy) {

	/**
	 * Remedy where the application can tell the key what it depends on.
	 */
	public static final String CONTRIBUTE = "Declare a SignatureContributor bean that contributes the current tenant or routing key";

	public UnkeyedDependency {
		Objects.requireNonNull(what, "'what' must not be null");
		Objects.requireNonNull(remedy, "'remedy' must not be null");
	}

	/**
	 * Returns a dependency that a contributor makes part of the key.
	 * @param what what it is
	 * @return the dependency
	 */
	public static UnkeyedDependency on(String what) {
		return new UnkeyedDependency(what, CONTRIBUTE);
	}

}
