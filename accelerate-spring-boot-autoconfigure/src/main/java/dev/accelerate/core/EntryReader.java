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
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.tracking.LoadScope;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the store: it finds entries, judges them and restores their results. A fault
 * of the store or of the copying yields no answer, and never an exception.
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
	 * Returns the entry of a call, if there is one, whatever the verdict on it.
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
	 * Judges an entry that was found in the store. It may expire early, so that those
	 * stored together do not expire together.
	 */
	Verdict judge(Request request, Entry entry, long now) {
		double early = this.jitter.part(request.signature().hashCode(), entry.lastModified().hashCode());
		return judge(entry, request.tags(), request.plan().windows(), now, early);
	}

	/**
	 * Judges an entry: every verdict is made here. Only a valid entry is asked for its
	 * age.
	 * @param callersTags the tags of the caller, on whose invalidation the entry is of no
	 * use to that caller
	 * @param windows the windows of the caller
	 * @param now the present, from before the entry was found
	 * @param early the part of the time-to-live by which the entry expires early
	 */
	Verdict judge(Entry entry, Tags callersTags, Windows windows, long now, double early) {
		return this.invalidations.isValid(entry.dependencies(), callersTags) ? judgeAge(entry, windows, now, early)
				: Verdict.INVALID;
	}

	private static Verdict judgeAge(Entry entry, Windows windows, long now, double early) {
		return Verdict.of(Freshness.judge(windows, entry.loadedAt(), now, early));
	}

	/**
	 * Explains why there was no answer in the store, for people. It is asked afterwards,
	 * so that it may already have changed.
	 */
	MissReason whyMissed(Request request) {
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
		Invalidity invalidity = this.invalidations.whyInvalid(entry.dependencies(), request.tags());
		if (invalidity != null) {
			return MissReason.of(invalidity, request.plan().tags());
		}
		return (judge(request, entry, this.time.nanos()) == Verdict.EXPIRED) ? MissReason.EXPIRED
				: MissReason.REQUESTED;
	}

	/**
	 * Returns the answer an entry gives, or {@code null} if it cannot be restored.
	 */
	@Nullable Answer restore(Request request, Entry entry, CacheStatus status) {
		Answer answer = restore(request, entry.snapshot(), status, entry.lastModified(), entry.signature());
		LoadScope load = request.thread().load();
		if (answer != null && load != null) {
			load.include(entry.dependencies().and(request.tags()), entry.loadedAt(), entry.lastModified());
		}
		return answer;
	}

	/**
	 * Returns the answer that the result of another caller's load gives, or {@code null}
	 * if it gives none. What a later flight brought than the one found on arrival is what
	 * a load of the caller's own would have: it began after the caller, so that it shows
	 * every commit that had returned by then.
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
	 * Returns the answer of a load: a copy, as on a hit, kept or not. Only where none can
	 * be made it is the result of the query itself.
	 */
	Answer of(Request request, Loaded loaded) {
		Answer answer = (loaded.snapshot() != null)
				? restore(request, loaded.snapshot(), CacheStatus.MISS, loaded.lastModified(), request.signature())
				: null;
		if (answer != null) {
			return answer;
		}
		request.plan().requests().onRequest(CacheStatus.MISS);
		return new Answer(loaded.result(), CacheStatus.MISS, loaded.lastModified(), request.signature());
	}

	private @Nullable Answer restore(Request request, Snapshot snapshot, CacheStatus status, Instant lastModified,
			QuerySignature signature) {
		Object data;
		try {
			data = request.plan().snapshotter().restore(snapshot);
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
		request.plan().requests().onRequest(status);
		return new Answer(data, status, lastModified, signature);
	}

}
