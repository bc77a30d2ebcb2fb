package dev.accelerate.core;

import java.util.Objects;

import dev.accelerate.freshness.Windows;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshotter;

/**
 * All that is known at startup about a cached repository method.
 *
 * @param id where the method is: its repository and its name
 * @param explicit whether the strategy is declared on the method itself
 * @param windows the windows of the strategy
 * @param tags the tags of a call
 * @param signer the signer of its calls
 * @param snapshotter the copier of its results
 * @param persistence the state of the persistence unit it reads from
 */
public record QueryPlan(Id id, boolean explicit, Windows windows, TagResolver tags, QuerySigner signer,
		Snapshotter snapshotter, PersistenceState persistence) {

	/**
	 * Name of a repository method, as it appears in metrics and logs.
	 *
	 * @param repository the simple name of the repository interface
	 * @param method the name of the method
	 */
	public record Id(String repository, String method) {

		public Id {
			Objects.requireNonNull(repository, "'repository' must not be null");
			Objects.requireNonNull(method, "'method' must not be null");
		}

		@Override
		public String toString() {
			return this.repository + "." + this.method;
		}

	}

}
