package dev.accelerate.core;

import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.core.SingleFlight.Flight;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes stale entries while they still answer (RFC 5861). A running refresh is a
 * flight, for which callers may wait. A waiting one is not a flight yet.
 */
final class Revalidation {

	private final BackgroundRefresh background;

	private final SingleFlight flights;

	private final EntryLoader loader;

	private final EntryReader reader;

	private final CallSigner signer;

	private final TimeSource time;

	private final QueryCacheListener listener;

	Revalidation(BackgroundRefresh background, SingleFlight flights, EntryLoader loader, EntryReader reader,
			CallSigner signer, TimeSource time, QueryCacheListener listener) {
		this.background = background;
		this.flights = flights;
		this.loader = loader;
		this.reader = reader;
		this.signer = signer;
		this.time = time;
		this.listener = listener;
	}

	/**
	 * Schedules the refresh of an entry, unless one is scheduled already.
	 */
	void schedule(Request request, Entry stale) {
		QueryPlan plan = request.plan();
		QuerySignature signature = request.signature();
		Tags tags = request.tags();
		boolean accepted = this.background.schedule(signature, () -> {
			QueryCall detached = request.call().detach();
			return () -> refresh(plan, detached, signature, tags, stale);
		});
		if (!accepted) {
			this.listener.onRefresh(plan.id(), Outcome.REJECTED);
		}
	}

	private void refresh(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags, Entry stale) {
		Flight flight = new Flight();
		if (this.flights.takeOff(signature, flight) != null) {
			return;
		}
		Entry landing = null;
		try {
			if (!isRefreshed(plan, signature, tags, stale)) {
				landing = load(plan, call, signature, tags, stale);
			}
		}
		finally {
			this.flights.land(signature, flight, landing);
		}
	}

	/**
	 * Returns whether another load has stored a valid entry since then.
	 */
	private boolean isRefreshed(QueryPlan plan, QuerySignature signature, Tags tags, Entry stale) {
		Entry present = this.reader.find(signature);
		return present != null && present.isLoadedAfter(stale)
				&& this.reader.judge(present, tags, plan.windows(), this.time.nanos(), 0) != Verdict.INVALID;
	}

	/**
	 * Loads, unless the call no longer has the signature it had: its arguments may have
	 * changed since then, or this thread may belong to another tenant.
	 */
	private @Nullable Entry load(QueryPlan plan, QueryCall call, QuerySignature signature, Tags tags, Entry stale) {
		Entry landing = null;
		Outcome outcome = Outcome.FAILED;
		try {
			boolean same = signature.equals(this.signer.sign(plan, call));
			Loaded loaded = same ? this.loader.load(plan, call, signature, tags) : null;
			landing = (loaded != null) ? loaded.entry() : null;
			outcome = (loaded != null) ? loaded.outcome() : Outcome.DISCARDED;
		}
		catch (Throwable ex) {
			this.listener.onFailure(Component.REFRESH, ex);
		}
		if (outcome != Outcome.STORED) {
			this.loader.keep(plan, signature, stale.refreshFailed(this.time.nanos()));
		}
		this.listener.onRefresh(plan.id(), outcome);
		return landing;
	}

}
