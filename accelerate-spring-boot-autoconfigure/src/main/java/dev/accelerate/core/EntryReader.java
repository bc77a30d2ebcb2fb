package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.freshness.Freshness;
import dev.accelerate.freshness.Jitter;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Invalidity;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import dev.accelerate.snapshot.RestoreCallbackException;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.tracking.LoadScope;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries in the store, judges them and restores their results. A failure of the
 * store or of the copying means that there is no answer, and never throws an exception.
 */
final class EntryReader {

	private final EntryStore store;

	private final Invalidations invalidations;

	private final TimeSource time;

	private final Jitter jitter;

	private final QueryCacheListener listener;

	EntryReader(EntryStore store, Invalidations invalidations, TimeSource time, QueryCacheSettings settings,
			QueryCacheListener listener) {
		this.store = store;
		this.invalidations = invalidations;
		this.time = time;
		this.jitter = new Jitter(settings.jitter());
		this.listener = listener;
	}

	/**
	 * Returns the entry of a call, whether or not it is valid, or {@code null} if there
	 * is none.
	 */
	@Nullable Entry find(QuerySignature signature) {
		try {
			return this.store.get(signature);
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.STORE, ex);
			return null;
		}
	}

	/**
	 * Judges an entry that was found in the store. It may expire early, so that entries
	 * stored together do not all expire together.
	 */
	Verdict judge(Request request, Entry entry, long now) {
		return judge(request.plan(), entry, request.tags(), now);
	}

	private Verdict judge(QueryPlan plan, Entry entry, Tags callersTags, long now) {
		// The signature of the entry is equal to that of the call.
		double early = this.jitter.part(entry.signature().hashCode(), entry.lastModified().hashCode());
		return judge(entry, callersTags, plan.windows(), now, early);
	}

	/**
	 * Judges an entry for a call that has the tags of the entry.
	 */
	Verdict judge(QueryPlan plan, Entry entry) {
		return judge(plan, entry, entry.dependencies().tags(), this.time.nanos());
	}

	/**
	 * Returns whether an entry is valid, whatever its age.
	 */
	boolean isValid(Entry entry) {
		return this.invalidations.isValid(entry.dependencies(), Tags.NONE, this.time.nanos());
	}

	/**
	 * Explains why an entry does not answer.
	 */
	MissReason missReason(QueryPlan plan, Entry entry) {
		Invalidity invalidity = this.invalidations.invalidity(entry.dependencies(), Tags.NONE, this.time.nanos());
		return (invalidity != null) ? MissReason.of(invalidity, plan.tags()) : MissReason.EXPIRED;
	}

	/**
	 * Judges an entry. Every verdict is made here. The age matters only if the entry is
	 * valid.
	 * @param callersTags the tags of the caller; if one of them was invalidated, the
	 * entry is invalid for this caller
	 * @param windows the windows of the caller
	 * @param now the time, taken before the entry was found
	 * @param early the fraction of the time-to-live by which the entry expires early
	 */
	Verdict judge(Entry entry, Tags callersTags, Windows windows, long now, double early) {
		return this.invalidations.isValid(entry.dependencies(), callersTags, now) ? judgeAge(entry, windows, now, early)
				: Verdict.INVALID;
	}

	private static Verdict judgeAge(Entry entry, Windows windows, long now, double early) {
		return Verdict.of(Freshness.judge(windows, entry.loadedAt(), now, early));
	}

	/**
	 * Explains why the store had no answer. The explanation is only informative: it comes
	 * after the fact, when the reason may already have changed.
	 */
	MissReason missReason(Request request) {
		Entry entry;
		try {
			entry = this.store.get(request.signature());
			if (entry == null) {
				return MissReason.of(this.store.absence(request.signature()));
			}
		}
		catch (RuntimeException ex) {
			return MissReason.ABSENT;
		}
		Invalidity invalidity = this.invalidations.invalidity(entry.dependencies(), request.tags(), this.time.nanos());
		if (invalidity != null) {
			return MissReason.of(invalidity, request.plan().tags());
		}
		return (judge(request, entry, this.time.nanos()) == Verdict.EXPIRED) ? MissReason.EXPIRED
				: MissReason.REQUESTED;
	}

	/**
	 * Returns the answer made from an entry, or {@code null} if its result cannot be
	 * restored.
	 */
	@Nullable Answer restore(Request request, Entry entry, CacheStatus status) {
		Answer answer = restore(request, entry.snapshot(), status, entry.lastModified(), entry.signature());
		if (answer != null && !entry.snapshot().entities().isEmpty()) {
			restored(request.plan().persistence(), entry);
		}
		LoadScope load = request.thread().load();
		if (answer != null && load != null) {
			load.include(entry.dependencies().and(request.tags()), entry.loadedAt(), entry.lastModified());
		}
		return answer;
	}

	/**
	 * Returns the answer made from the result of another caller's load, or {@code null}
	 * if that result is of no use. A load that began after the caller arrived shows every
	 * commit that had returned by then, as a load of the caller's own would. For such a
	 * load only the age is judged.
	 */
	@Nullable Answer join(Request request, Entry landed, long arrival, boolean begunLater) {
		Windows windows = request.plan().windows();
		Verdict verdict = begunLater ? judgeAge(landed, windows, arrival, 0)
				: judge(landed, request.tags(), windows, arrival, 0);
		Answer joined = verdict.isAnswer() ? restore(request, landed, CacheStatus.MISS) : null;
		if (joined != null) {
			this.listener.onJoin(request.plan().id());
		}
		return joined;
	}

	/**
	 * Returns the answer of a load. As on a hit, it is a copy, whether or not the result
	 * was stored. Only if no copy can be made is it the query's own result.
	 */
	Answer of(Request request, Loaded loaded) {
		Answer answer = (loaded.snapshot() != null && !isManaged(request, loaded.snapshot()))
				? restore(request, loaded.snapshot(), CacheStatus.MISS, loaded.lastModified(), request.signature())
				: null;
		if (answer != null) {
			return answer;
		}
		request.plan().requests().onRequest(CacheStatus.MISS);
		return new Answer(loaded.result(), CacheStatus.MISS, loaded.lastModified(), request.signature());
	}

	/**
	 * Returns whether the session of the caller manages what the load returned. The
	 * session would not take a copy of it.
	 */
	private static boolean isManaged(Request request, Snapshot loaded) {
		return !loaded.entities().isEmpty() && request.plan().persistence().managesResults();
	}

	private static void restored(PersistenceState persistence, Entry entry) {
		if (persistence.managesResults()) {
			persistence.restored(entry.dependencies(), entry.loadedAt(), entry.lastModified());
		}
	}

	private static void checkRestorable(PersistenceState persistence) {
		if (!persistence.isRestorable() && persistence.managesResults()) {
			throw new NotRestorableException(Conflict.OWN_CODE);
		}
	}

	private @Nullable Answer restore(Request request, Snapshot snapshot, CacheStatus status, Instant lastModified,
			QuerySignature signature) {
		if (!snapshot.entities().isEmpty()) {
			checkRestorable(request.plan().persistence());
		}
		Object data;
		try {
			data = request.plan().snapshotter().restore(snapshot);
		}
		catch (NotRestorableException ex) {
			throw ex;
		}
		catch (RestoreCallbackException ex) {
			throw ex.failure();
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
		request.plan().requests().onRequest(status);
		return new Answer(data, status, lastModified, signature);
	}

}
