package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.EntryLoader.Loaded;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.freshness.Freshness;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.tracking.LoadScope;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Maker of answers from entries. A fault of the store or of the copying yields no answer,
 * and never an exception.
 */
final class EntryReader {

	private final EntryStore store;

	private final Invalidations invalidations;

	private final TimeSource time;

	private final long staleIfError;

	private final QueryCacheListener listener;

	EntryReader(EntryStore store, Invalidations invalidations, TimeSource time, QueryCacheSettings settings,
			QueryCacheListener listener) {
		this.store = store;
		this.invalidations = invalidations;
		this.time = time;
		this.staleIfError = settings.staleIfError().toNanos();
		this.listener = listener;
	}

	/**
	 * Return the entry of a call, if there is a valid one, whatever its age.
	 */
	@Nullable Entry findValid(QuerySignature signature, Tags callersTags) {
		Entry entry;
		try {
			entry = this.store.get(signature);
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.STORE, ex);
			return null;
		}
		return (entry != null && isValid(entry, callersTags)) ? entry : null;
	}

	boolean isValid(Entry entry, Tags callersTags) {
		return this.invalidations.isValid(entry.stamp(), entry.tables())
				&& (entry.tags().isEmpty() || this.invalidations.isValid(entry.stamp(), entry.tags()))
				&& (callersTags == entry.tags() || callersTags.isEmpty()
						|| this.invalidations.isValid(entry.stamp(), callersTags));
	}

	/**
	 * Say why there was no answer in the store, for people. It is asked afterwards, so
	 * that it may already have changed.
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
		MissReason invalid = MissReason.of(this.invalidations, entry, request.tags(), request.plan().tags());
		if (invalid != null) {
			return invalid;
		}
		boolean expired = Freshness.judge(request.plan().windows(), entry.loadedAt(),
				this.time.nanos()) == Freshness.EXPIRED;
		return expired ? MissReason.EXPIRED : MissReason.REQUESTED;
	}

	/**
	 * Return the answer an entry gives, or {@code null} if it cannot be restored.
	 */
	@Nullable Answer restore(Request request, Entry entry, CacheStatus status) {
		Answer answer = restore(request, entry.snapshot(), status, entry.lastModified());
		LoadScope load = request.thread().load();
		if (answer != null && load != null) {
			load.include(entry.tables(), entry.stamp(), entry.tags().and(request.tags()), entry.loadedAt(),
					entry.lastModified());
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
		boolean usable = (begunLater || isValid(landed, request.tags()))
				&& Freshness.judge(request.plan().windows(), landed.loadedAt(), arrival) != Freshness.EXPIRED;
		Answer joined = usable ? restore(request, landed, CacheStatus.MISS) : null;
		if (joined != null) {
			this.listener.onJoin(request.plan().id());
		}
		return joined;
	}

	/**
	 * Return the answer of a load: a copy, as on a hit, kept or not. Only where none can
	 * be made it is the result of the query itself.
	 */
	Answer of(Request request, Loaded loaded) {
		Answer answer = (loaded.snapshot() != null)
				? restore(request, loaded.snapshot(), CacheStatus.MISS, loaded.lastModified()) : null;
		if (answer != null) {
			return answer;
		}
		request.plan().requests().onRequest(CacheStatus.MISS);
		return new Answer(loaded.result(), CacheStatus.MISS, loaded.lastModified(), request.signature());
	}

	/**
	 * Return the answer in place of a failed load, if the database could not be reached
	 * and there is a valid entry that is not too old (stale-if-error, RFC 5861).
	 * @throws Exception the failure, unchanged, if there is none
	 */
	Answer insteadOf(Exception failure, Request request) throws Exception {
		Entry entry = isUnreachable(failure) ? findValid(request.signature(), request.tags()) : null;
		Answer answer = null;
		if (entry != null
				&& this.time.nanos() - entry.loadedAt() < request.plan().windows().totalNanos() + this.staleIfError) {
			answer = restore(request, entry, CacheStatus.SWR);
		}
		if (answer == null) {
			request.plan().requests().onRequest(CacheStatus.MISS);
			throw failure;
		}
		return answer;
	}

	private boolean isUnreachable(Exception failure) {
		return this.staleIfError > 0
				&& (failure instanceof TransientDataAccessException || failure instanceof RecoverableDataAccessException
						|| failure instanceof DataAccessResourceFailureException
						|| failure instanceof CannotCreateTransactionException);
	}

	private @Nullable Answer restore(Request request, Snapshot snapshot, CacheStatus status, Instant lastModified) {
		Object data;
		try {
			data = request.plan().snapshotter().restore(snapshot);
		}
		catch (RuntimeException ex) {
			this.listener.onFailure(Component.SNAPSHOT, ex);
			return null;
		}
		request.plan().requests().onRequest(status);
		return new Answer(data, status, lastModified, request.signature());
	}

}
