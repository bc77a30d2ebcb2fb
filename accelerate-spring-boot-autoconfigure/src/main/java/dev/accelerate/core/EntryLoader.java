package dev.accelerate.core;

import java.time.Duration;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.Narrowing.Narrowed;
import dev.accelerate.core.PersistenceState.LoadWatch;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.store.Backoff;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.tracking.Evidence;
import dev.accelerate.tracking.LoadScope;
import dev.accelerate.tracking.LoadTracker;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Runs queries and stores their results. A stored result shows the database as of its
 * stamp, and nothing else.
 */
final class EntryLoader {

	private final EntryStore store;

	private final EntryReader reader;

	private final CallSigner signer;

	private final LoadTracker loads;

	private final TimeSource time;

	private final QueryCacheSettings settings;

	private final QueryCacheListener listener;

	EntryLoader(EntryStore store, EntryReader reader, CallSigner signer, LoadTracker loads, TimeSource time,
			QueryCacheSettings settings, QueryCacheListener listener) {
		this.store = store;
		this.reader = reader;
		this.signer = signer;
		this.loads = loads;
		this.time = time;
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Runs the query for a caller that waits for it, and stores the result if that is
	 * allowed.
	 */
	Loaded load(Request request) throws Throwable {
		QueryPlan plan = request.plan();
		long start = this.time.nanos();
		Outcome outcome = Outcome.FAILED;
		request.call().expect(CacheStatus.MISS, request.signature());
		this.listener.onMiss(plan.id(), SingletonSupplier.of(() -> this.reader.missReason(request)));
		try {
			Loaded loaded = loadUntold(request);
			outcome = loaded.outcome();
			return loaded;
		}
		finally {
			this.listener.onLoad(plan.id(), outcome, Duration.ofNanos(this.time.nanos() - start));
		}
	}

	/**
	 * Runs the query and stores the result if that is allowed. The listener is not told.
	 */
	Loaded loadUntold(Request request) throws Throwable {
		QueryPlan plan = request.plan();
		QueryCall call = request.call();
		QuerySignature signature = request.signature();
		LoadWatch watch = watch(plan);
		LoadScope scope = this.loads.begin(request.tags(), request.tenant());
		Object result;
		Snapshot snapshot;
		try {
			result = run(plan, call);
			// Copying may read, too: a projection asks its entity for what is lazy.
			snapshot = capture(plan, scope, result);
		}
		finally {
			this.loads.end(scope);
			end(watch);
			markUnkeyed(plan, scope);
		}
		if (snapshot == null || scope.dependencies().isNeverValid() || plan.condition().vetoes(call, result)
				|| !isObserved(plan, scope) || !isStorable(watch, snapshot, scope)
				|| !signature.equals(this.signer.sign(plan, call, this.signer.tenant(plan)))) {
			return new Loaded(result, snapshot, scope.lastModified(), null, Outcome.DISCARDED);
		}
		if (snapshot.weight() > this.settings.maximumEntrySize()) {
			return oversized(plan, scope, snapshot, result);
		}
		Dependencies dependencies = dependencies(plan, call, scope, snapshot);
		if (dependencies == null) {
			return new Loaded(result, snapshot, scope.lastModified(), null, Outcome.DISCARDED);
		}
		Entry entry = toEntry(plan, signature, scope, dependencies, snapshot);
		return new Loaded(result, snapshot, scope.lastModified(), entry, keep(plan, signature, entry));
	}

	private static void markUnkeyed(QueryPlan plan, LoadScope scope) {
		Evidence unkeyed = scope.unkeyed();
		if (unkeyed != null) {
			plan.persistence().markUnkeyed(unkeyed);
		}
	}

	/**
	 * Runs the query. A transaction in progress keeps its own deadline. A timeout that
	 * comes too early to be caused by the configured deadline is the query's own, and is
	 * thrown unchanged.
	 */
	private @Nullable Object run(QueryPlan plan, QueryCall call) throws Throwable {
		Duration deadline = TransactionSynchronizationManager.isActualTransactionActive() ? null : call.deadline();
		if (deadline == null) {
			return call.load();
		}
		long begun = this.time.nanos();
		try {
			return call.loadInTime();
		}
		catch (Exception ex) {
			if (this.time.nanos() - begun < Windows.nanos(deadline.minus(call.tolerance())) || !isTimeout(plan, ex)) {
				throw ex;
			}
			throw new AccelerateException(ErrorCode.P6004,
					plan.id() + " took longer than accelerate.query-timeout (" + deadline + ")", ex);
		}
	}

	private static boolean isTimeout(QueryPlan plan, Exception failure) {
		return failure instanceof QueryTimeoutException || failure instanceof TransactionTimedOutException
				|| plan.persistence().isTransactionTimeout(failure);
	}

	private Loaded oversized(QueryPlan plan, LoadScope scope, Snapshot snapshot, @Nullable Object result) {
		if (this.settings.failOnOversize()) {
			throw new AccelerateException(ErrorCode.P6009,
					"The result of " + plan.id() + " weighs about " + snapshot.weight()
							+ " bytes, more than accelerate.limits.entry-size (" + this.settings.maximumEntrySize()
							+ ")");
		}
		return new Loaded(result, snapshot, scope.lastModified(), null, Outcome.OVERSIZED);
	}

	private Entry toEntry(QueryPlan plan, QuerySignature signature, LoadScope scope, Dependencies dependencies,
			Snapshot snapshot) {
		long lifetime = plan.windows().extendedBy(this.settings.staleIfError()).totalNanos();
		return new Entry(signature, snapshot, dependencies, scope.loadedAt(), scope.lastModified(), lifetime,
				Backoff.NONE);
	}

	/**
	 * Returns whether anything was observed that answered the load. If nothing was, the
	 * source of the result may also change unobserved, so the result must not be stored.
	 */
	private boolean isObserved(QueryPlan plan, LoadScope scope) {
		if (!scope.isObserved() && plan.tables().custom()) {
			this.listener.onUntracked(plan.id(), false);
		}
		return scope.isObserved();
	}

	/**
	 * Returns what the result depends on: on the tables that the statements name, those
	 * of the plan, and those of every entity in the result, since an entity need not come
	 * from these statements; or on rows of them, if the plan can tell that. Returns
	 * {@code null} if they are not known.
	 */
	private @Nullable Dependencies dependencies(QueryPlan plan, QueryCall call, LoadScope scope, Snapshot snapshot) {
		Dependencies seen = scope.dependencies();
		if (!plan.tables().invalidateOnWrite()) {
			return seen.on(Tables.NONE, RowMarks.NONE);
		}
		if (seen.tables().isEmpty() && seen.rows().isEmpty() && plan.tables().isGuessed()) {
			this.listener.onUntracked(plan.id(), plan.explicit());
			if (!plan.explicit()) {
				return null;
			}
		}
		try {
			Tables read = seen.tables().and(plan.tables().own().get()).and(plan.persistence().tables(snapshot));
			Narrowed narrowed = scope.isWhole() ? narrow(plan, call, seen.stamp(), read, snapshot) : null;
			return (narrowed != null) ? seen.on(narrowed.tables(), narrowed.rows()) : seen.on(read, seen.rows());
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
	}

	private @Nullable Narrowed narrow(QueryPlan plan, QueryCall call, Stamp stamp, Tables read, Snapshot snapshot) {
		try {
			return plan.narrowing().narrow(call.arguments(), stamp, read, snapshot);
		}
		catch (RuntimeException | LinkageError ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
	}

	private LoadWatch watch(QueryPlan plan) {
		try {
			return plan.persistence().watch();
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return (result, load) -> false;
		}
	}

	private void end(LoadWatch watch) {
		try {
			watch.end();
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
		}
	}

	private boolean isStorable(LoadWatch watch, Snapshot snapshot, LoadScope scope) {
		try {
			return watch.isStorable(snapshot, scope);
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return false;
		}
	}

	/**
	 * Copies the result, unless the load has been refused. The checks of the load run
	 * once more after the copying, since copying may itself load something that refuses
	 * the load.
	 */
	private @Nullable Snapshot capture(QueryPlan plan, LoadScope scope, @Nullable Object result) {
		try {
			Snapshot snapshot = (scope.refusal() == null) ? plan.snapshotter().capture(result) : null;
			scope.check();
			String refusal = scope.refusal();
			if (refusal != null) {
				throw new UnsupportedResultException(refusal);
			}
			return snapshot;
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
	}

	/**
	 * Stores an entry, unless it is already invalid.
	 */
	Outcome keep(QueryPlan plan, QuerySignature signature, Entry entry) {
		if (this.reader.judge(entry, Tags.NONE, plan.windows(), this.time.nanos(), 0) == Verdict.INVALID) {
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

}
