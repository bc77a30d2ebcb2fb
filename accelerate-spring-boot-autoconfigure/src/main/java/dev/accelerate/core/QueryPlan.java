package dev.accelerate.core;

import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.freshness.Windows;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshotter;

/**
 * All that is known about a cached repository method before it is called: worked out at
 * startup, or, for a call with options of its own, from these.
 *
 * @param id where the method is: its repository and its name
 * @param requests the observer of its answered calls
 * @param explicit whether the strategy is declared for the method itself, or for the call
 * @param windows the windows of the strategy
 * @param tags the tags of a call
 * @param tables the tables of the method
 * @param signer the signer of its calls
 * @param snapshotter the copier of its results
 * @param persistence the state of the persistence unit it reads from
 * @param condition on which calls and results the strategy applies
 */
public record QueryPlan(QueryId id, Requests requests, boolean explicit, Windows windows, TagResolver tags,
		PlannedTables tables, QuerySigner signer, Snapshotter snapshotter, PersistenceState persistence,
		CacheCondition condition) {

	/**
	 * Return the plan of a single call with options of its own.
	 * @param windows the windows of the call
	 * @param tags the tags of the call
	 * @return a plan with an explicit strategy
	 */
	public QueryPlan forCall(Windows windows, TagResolver tags) {
		return new QueryPlan(this.id, this.requests, true, windows, tags, this.tables, this.signer, this.snapshotter,
				this.persistence, this.condition);
	}

}
