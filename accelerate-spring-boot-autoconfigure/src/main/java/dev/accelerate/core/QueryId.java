package dev.accelerate.core;

import java.util.Objects;

/**
 * Name of a repository method, as it appears in metrics and logs. Overloaded methods
 * share one.
 *
 * @param repository the simple name of the repository interface
 * @param method the name of the method
 */
public record QueryId(String repository, String method) {

	public QueryId {
		Objects.requireNonNull(repository, "'repository' must not be null");
		Objects.requireNonNull(method, "'method' must not be null");
	}

	@Override
	public String toString() {
		return this.repository + "." + this.method;
	}

}
