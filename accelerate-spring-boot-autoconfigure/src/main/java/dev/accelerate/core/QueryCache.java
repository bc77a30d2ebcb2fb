package dev.accelerate.core;

import java.time.Duration;
import java.time.Instant;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.SingleFlight.Flight;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the results of repository methods.
 *
 * <p>
 * <b>Why an answer is never wrong.</b> Every entry carries a stamp: how far the
 * invalidation log had been applied before the database could have begun to answer its
 * load. An entry is valid while no later record names one of its tags or one of the
 * tables it was read from. If the invalidation comes first, the load is stamped after it.
 * If it comes while the load runs, the stamp is older than the record, and the entry is
 * invalid once it is stored. While COMMIT is on its way, what the transaction wrote is
 * pending: it is not known what the database shows, so no result that may be affected is
 * answered or shared.
 *
 * <p>
 * <b>How a call is answered.</b> A valid entry is judged by its age and the windows of
 * the caller. A fresh entry answers. A stale one answers too, and one refresh is
 * scheduled. Otherwise one caller at a time asks the database. The first one leads; the
 * others wait and judge the result as if it had been stored. If it is invalid by then,
 * one of them loads once more, and the others use what that brings. A caller that holds a
 * connection, or is itself loading, loads alone, since others may be waiting for it.
 * Every caller gets a copy of its own. A failure of the store or of the copying never
 * reaches a caller.
 */
public final class QueryCache {

	private final Duration queryTimeout;

	private final TimeSource time;

	private final BypassPolicies policies;

	private final QueryCacheListener listener;

	private final LoadTracker loads;

	private final CallSigner signer;

	private final EntryReader reader;

	private final EntryLoader loader;

	private final StaleIfError staleIfError;

	private final SingleFlight flights = new SingleFlight();

	private final Revalidation revalidation;

	/**
	 * Creates a query cache.
	 * @param store the store of entries
	 * @param invalidations the view of what is invalid
	 * @param loads the loads in progress
	 * @param policies the reasons to bypass the cache
	 * @param time the source of time
	 * @param refresh the runner of background refreshes
	 * @param listener the observer
	 * @param settings the settings that hold for every method
	 */
	public QueryCache(EntryStore store, Invalidations invalidations, LoadTracker loads, BypassPolicies policies,
			TimeSource time, BackgroundRefresh refresh, QueryCacheListener listener, QueryCacheSettings settings) {
		this.queryTimeout = settings.queryTimeout();
		this.time = time;
		this.policies = policies;
		this.listener = listener;
		this.loads = loads;
		this.signer = new CallSigner(listener);
		this.reader = new EntryReader(store, invalidations, time, settings, listener);
		this.loader = new EntryLoader(store, this.reader, this.signer, loads, time, settings, listener);
		this.staleIfError = new StaleIfError(this.reader, time, settings);
		this.revalidation = new Revalidation(refresh, this.flights, this.loader, this.reader, this.signer, time,
				listener);
	}

	/**
	 * Answers a call.
	 * @param plan the plan of the called method
	 * @param call the call
	 * @param thread the state of the calling thread
	 * @return the answer
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer get(QueryPlan plan, QueryCall call, ThreadState thread) throws Throwable {
		return get(plan, call, thread, false);
	}

	/**
	 * Answers a call by a load of its own, and stores the result.
	 * @param plan the plan of the called method
	 * @param call the call
	 * @param thread the state of the calling thread
	 * @return the answer, a {@link CacheStatus#MISS} unless the cache is bypassed
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer refresh(QueryPlan plan, QueryCall call, ThreadState thread) throws Throwable {
		return get(plan, call, thread, true);
	}

	/**
	 * Answers a call from the database, and stores nothing.
	 * @param plan the plan of the called method
	 * @param call the call
	 * @return the answer, a {@link CacheStatus#NONE}
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer skip(QueryPlan plan, QueryCall call) throws Throwable {
		return bypass(plan, call, BypassPolicies.OPTIONS);
	}

	/**
	 * Returns the result of a call from the database, because the method may not be
	 * answered where it is called. It is not stored.
	 * @param plan all that is known about the method
	 * @param call the call
	 * @param bypass the reason
	 * @return the answer, a {@link CacheStatus#NONE}
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer bypass(QueryPlan plan, QueryCall call, Bypass bypass) throws Throwable {
		return bypass(plan, call, bypass, this.signer.sign(plan, call, this.signer.tenant(plan)));
	}

	private Answer get(QueryPlan plan, QueryCall call, ThreadState thread, boolean refresh) throws Throwable {
		TenantKey tenant = this.signer.tenant(plan);
		QuerySignature signature = this.signer.sign(plan, call, tenant);
		if (signature == null) {
			return bypass(plan, call, (tenant == CallSigner.UNKNOWN) ? BypassPolicies.TENANT : BypassPolicies.ARGUMENT,
					null);
		}
		if (tenant != null && thread.isLoading()) {
			this.loads.readAs(tenant);
		}
		Bypass bypass = this.policies.find(plan, call, tenant, thread);
		Tags tags = (bypass == null) ? plan.tags().resolve(call.arguments()) : null;
		if (tags == null) {
			return bypass(plan, call, (bypass != null) ? bypass : BypassPolicies.TAG, signature);
		}
		Request request = new Request(plan, call, signature, tenant, tags, thread);
		if (refresh || thread.isLoadsOnly()) {
			return loadAlone(request.owned());
		}
		try {
			Answer cached = fromStore(request);
			return (cached != null) ? cached : fromDatabase(request.owned());
		}
		catch (NotRestorableException ex) {
			return bypass(plan, call, BypassPolicies.of(ex.conflict()), signature);
		}
	}

	private Answer bypass(QueryPlan plan, QueryCall call, Bypass bypass, @Nullable QuerySignature signature)
			throws Throwable {
		this.listener.onBypass(plan.id(), bypass);
		plan.requests().onRequest(CacheStatus.NONE);
		this.loads.includeUnknown();
		QuerySignature owned = (signature != null) ? signature.owned() : null;
		call.expect(CacheStatus.NONE, owned);
		Instant begun = this.time.instant();
		return new Answer(call.load(), CacheStatus.NONE, begun, owned);
	}

	private @Nullable Answer fromStore(Request request) {
		long now = this.time.nanos();
		Entry entry = this.reader.find(request.signature());
		if (entry == null) {
			return null;
		}
		Verdict verdict = this.reader.judge(request, entry, now);
		if (!verdict.isAnswer()) {
			return null;
		}
		CacheStatus status = (verdict == Verdict.FRESH) ? CacheStatus.TTL : CacheStatus.SWR;
		Answer answer = this.reader.restore(request, entry, status);
		if (answer != null && verdict == Verdict.STALE && entry.backoff().isOver(now)) {
			this.revalidation.schedule(request.owned(), entry);
		}
		return answer;
	}

	private Answer fromDatabase(Request request) throws Throwable {
		if (request.thread().isLoading() || request.plan().persistence().holdsConnection()) {
			return loadAlone(request);
		}
		long arrival = this.time.nanos();
		Flight own = new Flight();
		Entry landed = null;
		for (int round = 0; round == 0 || (round == 1 && landed != null); round++) {
			Flight other = this.flights.takeOff(request.signature(), own);
			if (other == null) {
				return lead(request, own);
			}
			landed = await(request.plan(), other);
			// A leader that found the answer in the store shares nothing: look there,
			// too.
			Answer shared = (landed != null) ? this.reader.join(request, landed, arrival, round > 0)
					: fromStore(request);
			if (shared != null) {
				return shared;
			}
		}
		return loadAlone(request);
	}

	private @Nullable Entry await(QueryPlan plan, Flight other) {
		try {
			return other.await(this.queryTimeout);
		}
		catch (AccelerateException ex) {
			plan.requests().onRequest(CacheStatus.MISS);
			throw ex;
		}
	}

	private Answer loadAlone(Request request) throws Throwable {
		try {
			return this.reader.of(request, this.loader.load(request));
		}
		catch (Exception ex) {
			if (request.thread().isLoadsOnly()) {
				throw ex;
			}
			return this.staleIfError.answerOrThrow(ex, request);
		}
	}

	private Answer lead(Request request, Flight flight) throws Throwable {
		Entry landing = null;
		try {
			// Another flight may have landed since the store was asked.
			Answer cached = fromStore(request);
			if (cached != null) {
				return cached;
			}
			Loaded loaded = this.loader.load(request);
			landing = loaded.entry();
			this.flights.land(request.signature(), flight, landing);
			return this.reader.of(request, loaded);
		}
		catch (Exception ex) {
			return this.staleIfError.answerOrThrow(ex, request);
		}
		finally {
			this.flights.land(request.signature(), flight, landing);
		}
	}

}
