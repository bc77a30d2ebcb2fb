package dev.accelerate.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.Loader.Loaded;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.core.SingleFlight.Flight;
import dev.accelerate.freshness.Freshness;
import dev.accelerate.freshness.Jitter;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the results of repository methods.
 *
 * <p>
 * <b>Why an answer is never wrong.</b> Every entry carries a stamp: how far the
 * invalidation log had been applied before the database could have begun to answer its
 * load. An entry is valid while no later record names one of its tags, or one of the
 * tables it was read from. If the invalidation comes first, the load is stamped after it.
 * If it comes while the load runs, the stamp is older than the record, and the entry is
 * invalid once it is stored. What a transaction wrote is pending while COMMIT is on its
 * way: nobody can tell what the database shows, and nothing of it is answered or shared.
 *
 * <p>
 * <b>How a call is answered.</b> Only a valid entry is asked for its age, judged by the
 * windows of the caller. Fresh: it answers. Stale: it answers too, and one refresh is
 * scheduled. Otherwise the database is asked, by one caller at a time: the first leads,
 * the others wait and judge what he brought as if it had been stored. Nobody waits who
 * could be waited for, because he holds a connection or is loading himself: he loads
 * alone, as does who cannot use what landed. Every caller gets a result built from a
 * neutral copy for him alone. A fault of the store or of the copying never reaches him.
 */
public final class QueryCache {

	private final Duration queryTimeout;

	private final Jitter jitter;

	private final TimeSource time;

	private final BypassPolicies policies;

	private final QueryCacheListener listener;

	private final LoadScopes scopes;

	private final Loader loader;

	private final Answers answers;

	private final SingleFlight flights = new SingleFlight();

	private final Revalidation revalidation;

	/**
	 * Create a query cache.
	 * @param store where entries are kept
	 * @param invalidations what is invalid
	 * @param scopes the loads in progress
	 * @param time the source of time
	 * @param policies what goes past the cache
	 * @param refresh the runner of background refreshes
	 * @param listener the observer
	 * @param settings what holds for every method
	 */
	public QueryCache(EntryStore store, Invalidations invalidations, LoadScopes scopes, TimeSource time,
			List<BypassPolicy> policies, BackgroundRefresh refresh, QueryCacheListener listener,
			QueryCacheSettings settings) {
		this.queryTimeout = settings.queryTimeout();
		this.jitter = new Jitter(settings.jitter());
		this.time = time;
		this.policies = new BypassPolicies(policies);
		this.listener = listener;
		this.scopes = scopes;
		this.loader = new Loader(store, invalidations, scopes, time, settings, listener);
		this.answers = new Answers(store, invalidations, scopes, time, settings, listener);
		this.revalidation = new Revalidation(refresh, this.flights, this.loader, this.answers, time, listener);
	}

	/**
	 * Answer a call.
	 * @param plan the plan of the called method
	 * @param call the call
	 * @return the answer
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer get(QueryPlan plan, QueryCall call) throws Throwable {
		QuerySignature signature = this.loader.sign(plan, call);
		if (signature == null) {
			return goPast(plan, call, BypassPolicies.ARGUMENT, null);
		}
		Bypass bypass = this.policies.find(plan, call);
		if (bypass != null) {
			return goPast(plan, call, bypass, signature);
		}
		Tags tags = plan.tags().resolve(call.arguments());
		Answer cached = fromStore(plan, call, signature, tags);
		return (cached != null) ? cached : fromDatabase(plan, call, signature, tags);
	}

	/**
	 * Answer a call from the database and keep nothing.
	 * @param plan the plan of the called method
	 * @param call the call
	 * @return the answer, a {@link CacheStatus#NONE}
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer skip(QueryPlan plan, QueryCall call) throws Throwable {
		return goPast(plan, call, BypassPolicies.OPTIONS, this.loader.sign(plan, call));
	}

	/**
	 * Answer a call from the database, by a load of its own, and keep the result.
	 * @param plan the plan of the called method
	 * @param call the call
	 * @return the answer, a {@link CacheStatus#MISS} unless the cache is bypassed
	 * @throws Throwable what the query throws, unchanged
	 */
	public Answer refresh(QueryPlan plan, QueryCall call) throws Throwable {
		QuerySignature signature = this.loader.sign(plan, call);
		if (signature == null) {
			return goPast(plan, call, BypassPolicies.ARGUMENT, null);
		}
		Bypass bypass = this.policies.find(plan, call);
		return (bypass != null) ? goPast(plan, call, bypass, signature)
				: loadAlone(plan, call, signature, plan.tags().resolve(call.arguments()));
	}

	private Answer goPast(QueryPlan plan, QueryCall call, Bypass bypass, @Nullable QuerySignature signature)
			throws Throwable {
		this.listener.onBypass(plan.id(), bypass);
		this.listener.onRequest(plan.id(), CacheStatus.NONE);
		this.scopes.wentPast();
		call.expect(CacheStatus.NONE, signature);
		Instant begun = this.time.instant();
		return new Answer(call.load(), CacheStatus.NONE, begun, signature);
	}

	private @Nullable Answer fromStore(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags) {
		Entry entry = this.answers.findValid(signature, tags);
		if (entry == null) {
			return null;
		}
		long now = this.time.nanos();
		double early = this.jitter.part(signature.hashCode(), entry.lastModified().hashCode());
		Freshness freshness = Freshness.judge(plan.windows(), entry.loadedAt(), now, early);
		if (freshness == Freshness.EXPIRED) {
			return null;
		}
		CacheStatus status = (freshness == Freshness.FRESH) ? CacheStatus.TTL : CacheStatus.SWR;
		Answer answer = this.answers.restore(plan, entry, status, signature, tags);
		if (answer != null && freshness == Freshness.STALE && entry.backoff().isOver(now)) {
			this.revalidation.schedule(plan, call, signature, tags, entry);
		}
		return answer;
	}

	private Answer fromDatabase(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags) throws Throwable {
		if (this.scopes.isLoading() || plan.persistence().holdsConnection()) {
			return loadAlone(plan, call, signature, tags);
		}
		long arrival = this.time.nanos();
		Flight own = new Flight();
		Flight other = this.flights.takeOff(signature, own);
		if (other == null) {
			return lead(plan, call, signature, tags, own);
		}
		Entry landed = await(plan, other);
		// One that led after the result had landed has nothing to share: it is stored.
		Answer shared = (landed != null) ? join(plan, signature, tags, landed, arrival)
				: fromStore(plan, call, signature, tags);
		return (shared != null) ? shared : loadAlone(plan, call, signature, tags);
	}

	private @Nullable Entry await(QueryPlan plan, Flight other) {
		try {
			return other.await(this.queryTimeout);
		}
		catch (AccelerateException ex) {
			this.listener.onRequest(plan.id(), CacheStatus.MISS);
			throw ex;
		}
	}

	private Answer loadAlone(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags) throws Throwable {
		try {
			return this.answers.of(plan, signature, load(plan, call, signature, tags));
		}
		catch (Exception ex) {
			return this.answers.insteadOf(ex, plan, signature, tags);
		}
	}

	private @Nullable Answer join(QueryPlan plan, QuerySignature signature, Tags tags, Entry landed, long arrival) {
		boolean usable = this.answers.isValid(landed, tags)
				&& Freshness.judge(plan.windows(), landed.loadedAt(), arrival) != Freshness.EXPIRED;
		Answer joined = usable ? this.answers.restore(plan, landed, CacheStatus.MISS, signature, tags) : null;
		if (joined != null) {
			this.listener.onJoin(plan.id());
		}
		return joined;
	}

	private Answer lead(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags, Flight flight)
			throws Throwable {
		Entry landing = null;
		try {
			// Another flight may have landed since the store was asked.
			Answer cached = fromStore(plan, call, signature, tags);
			if (cached != null) {
				return cached;
			}
			Loaded loaded = load(plan, call, signature, tags);
			landing = loaded.entry();
			this.flights.land(signature, flight, landing);
			return this.answers.of(plan, signature, loaded);
		}
		catch (Exception ex) {
			return this.answers.insteadOf(ex, plan, signature, tags);
		}
		finally {
			this.flights.land(signature, flight, landing);
		}
	}

	private Loaded load(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags) throws Throwable {
		long start = this.time.nanos();
		Outcome outcome = Outcome.FAILED;
		call.expect(CacheStatus.MISS, signature);
		this.listener.onMiss(plan.id(), () -> this.answers.whyMissed(plan, signature, tags));
		try {
			Loaded loaded = this.loader.load(plan, call, signature, tags);
			outcome = loaded.outcome();
			return loaded;
		}
		finally {
			this.listener.onLoad(plan.id(), outcome, Duration.ofNanos(this.time.nanos() - start));
		}
	}

}
