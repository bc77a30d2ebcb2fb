package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.core.PersistenceState.LoadWatch;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Backoff;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import org.jspecify.annotations.Nullable;

/**
 * Runner of queries whose results are to be kept. What it keeps shows the database as of
 * its stamp, and nothing else.
 */
final class Loader {

	private final EntryStore store;

	private final InvalidationLog log;

	private final LoadScopes scopes;

	private final TimeSource time;

	private final QueryCacheListener listener;

	Loader(EntryStore store, InvalidationLog log, LoadScopes scopes, TimeSource time, QueryCacheListener listener) {
		this.store = store;
		this.log = log;
		this.scopes = scopes;
		this.time = time;
		this.listener = listener;
	}

	/**
	 * Run the query and keep its result, if that may be kept.
	 */
	Loaded load(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags) throws Throwable {
		LoadWatch watch = watch(plan);
		LoadScope scope = this.scopes.begin(tags);
		Object result;
		try {
			result = call.load();
		}
		finally {
			this.scopes.end(scope);
		}
		Entry entry = toEntry(plan, scope, watch, result);
		if (entry == null || !signature.equals(sign(plan, call))) {
			return new Loaded(result, scope.lastModified(), null, Outcome.DISCARDED);
		}
		return new Loaded(result, scope.lastModified(), entry, keep(signature, entry));
	}

	/**
	 * Sign a call as it is at this moment, on this thread.
	 * @return the signature, or {@code null} if an argument has no canonical form, or
	 * none can be made because it is changing or an encoder or contributor failed
	 */
	static @Nullable QuerySignature sign(QueryPlan plan, QueryCall call) {
		try {
			return plan.signer().sign(call.arguments());
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private @Nullable Entry toEntry(QueryPlan plan, LoadScope scope, LoadWatch watch, @Nullable Object result) {
		Stamp stamp = scope.stamp();
		if (stamp == null) {
			return null;
		}
		Snapshot snapshot = capture(plan, watch, result);
		if (snapshot == null) {
			return null;
		}
		return new Entry(snapshot, stamp, scope.tags(), scope.loadedAt(), scope.lastModified(),
				plan.windows().totalNanos(), Backoff.NONE);
	}

	private LoadWatch watch(QueryPlan plan) {
		try {
			return plan.persistence().watch();
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return (result) -> false;
		}
	}

	private @Nullable Snapshot capture(QueryPlan plan, LoadWatch watch, @Nullable Object result) {
		try {
			Snapshot snapshot = plan.snapshotter().capture(result);
			return watch.isStorable(snapshot) ? snapshot : null;
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
	}

	/**
	 * Keep an entry, unless it is already invalid.
	 */
	Outcome keep(QuerySignature signature, Entry entry) {
		if (!this.log.isValid(entry.stamp(), entry.tags())) {
			return Outcome.DISCARDED;
		}
		try {
			this.store.put(signature, entry);
			return Outcome.STORED;
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.STORE, ex);
			return Outcome.DISCARDED;
		}
	}

	/**
	 * Result of a query.
	 *
	 * @param result the result as the query returned it
	 * @param lastModified when the load began
	 * @param entry the entry made of it, or {@code null} if it may be neither kept nor
	 * shared
	 * @param outcome whether the entry was kept
	 */
	record Loaded(@Nullable Object result, Instant lastModified, @Nullable Entry entry, Outcome outcome) {
	}

}
