package dev.accelerate.core;

import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.freshness.Windows;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshotter;

/**
 * All that is known about a cached repository method before it is called. It is made at
 * startup; a call with options of its own gets a plan derived from that.
 *
 * @param id the repository and the name of the method
 * @param requests the observer of its answered calls
 * @param explicit whether the strategy is declared for the method itself, or for the call
 * @param windows the windows of the strategy
 * @param tags the tags of a call
 * @param tables the tables of the method
 * @param signer the signer of its calls
 * @param snapshotter the copier of its results
 * @param persistence the state of the persistence unit it reads from
 * @param condition the condition for calls and results to be cached
 * @param narrowing what its results depend on in place of whole tables
 */
public record QueryPlan(QueryId id, Requests requests, boolean explicit, Windows windows, TagResolver tags,
		PlannedTables tables, QuerySigner signer, Snapshotter snapshotter, PersistenceState persistence,
		CacheCondition condition, Narrowing narrowing) {

	/**
	 * Returns the plan of a single call with options of its own.
	 * @param windows the windows of the call
	 * @param tags the tags of the call
	 * @return a plan with an explicit strategy
	 */
	public QueryPlan forCall(Windows windows, TagResolver tags) {
		return new QueryPlan(this.id, this.requests, true, windows, MethodTags.with(tags, this.tags), this.tables,
				this.signer, this.snapshotter, this.persistence, this.condition, this.narrowing);
	}

}
