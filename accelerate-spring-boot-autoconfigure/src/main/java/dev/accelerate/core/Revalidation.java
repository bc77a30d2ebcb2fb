package dev.accelerate.core;

import java.util.Objects;

import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.core.SingleFlight.Flight;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.TenantKey;
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
		boolean accepted = this.background.schedule(request.signature(), () -> {
			Request detached = request.detached();
			return () -> refresh(detached, stale);
		});
		if (!accepted) {
			this.listener.onRefresh(request.plan().id(), Outcome.REJECTED);
		}
	}

	private void refresh(Request request, Entry stale) {
		QuerySignature signature = request.signature();
		Flight flight = new Flight();
		if (this.flights.takeOff(signature, flight) != null) {
			return;
		}
		Entry landing = null;
		try {
			if (!isRefreshed(request, stale)) {
				landing = load(request, stale);
			}
		}
		finally {
			this.flights.land(signature, flight, landing);
		}
	}

	/**
	 * Returns whether another load has stored a valid entry since then.
	 */
	private boolean isRefreshed(Request request, Entry stale) {
		Entry present = this.reader.find(request.signature());
		return present != null && present.isLoadedAfter(stale) && this.reader.judge(present, request.tags(),
				request.plan().windows(), this.time.nanos(), 0) != Verdict.INVALID;
	}

	/**
	 * Loads, unless the call no longer has the signature it had: its arguments may have
	 * changed since then, or this thread may belong to another tenant.
	 */
	private @Nullable Entry load(Request request, Entry stale) {
		QueryPlan plan = request.plan();
		Entry landing = null;
		Outcome outcome = Outcome.FAILED;
		try {
			TenantKey tenant = this.signer.tenant(plan);
			if (!Objects.equals(tenant, request.tenant())) {
				outcome = Outcome.OTHER_TENANT;
			}
			else if (!request.signature().equals(this.signer.sign(plan, request.call(), tenant))) {
				outcome = Outcome.DISCARDED;
			}
			else {
				Loaded loaded = this.loader.loadUntold(request);
				landing = loaded.entry();
				outcome = loaded.outcome();
			}
		}
		catch (Throwable ex) {
			this.listener.onFailure(Component.REFRESH, ex);
		}
		if (outcome != Outcome.STORED) {
			this.loader.keep(plan, request.signature(), stale.refreshFailed(this.time.nanos()));
		}
		this.listener.onRefresh(plan.id(), outcome);
		return landing;
	}

}
