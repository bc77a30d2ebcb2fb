package dev.accelerate.applications;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import bookshop.domain.Customer;
import dev.accelerate.CacheStatus;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;

/**
 * Record of how an application's reads were answered that were made before with the same
 * arguments, and whose tables nothing has written to since. A perfect cache of whole
 * tables could answer them.
 */
final class RecordedReads implements BypassPolicy, QueryCacheListener {

	private static final Set<MissReason.Kind> WRITTEN = Set.of(MissReason.Kind.TABLE, MissReason.Kind.ALL,
			MissReason.Kind.PENDING);

	private final ThreadLocal<Boolean> repeated = new ThreadLocal<>();

	private final Set<String> seen = new HashSet<>();

	private final Map<String, Integer> unanswered = new TreeMap<>();

	private int reads;

	private int hits;

	@Override
	public synchronized Bypass bypass(Call call) {
		String key = call.id() + Arrays.deepToString(call.arguments()
			.stream()
			.map((argument) -> (argument instanceof Customer customer) ? customer.getId() : argument)
			.toArray());
		this.reads++;
		this.repeated.set(!this.seen.add(key));
		return null;
	}

	@Override
	public Requests onPlan(QueryId id) {
		return (status) -> {
			if (status == CacheStatus.TTL || status == CacheStatus.SWR) {
				answered();
			}
		};
	}

	private synchronized void answered() {
		this.hits++;
	}

	@Override
	public synchronized void onBypass(QueryId id, Bypass bypass) {
		if (this.repeated.get()) {
			this.unanswered.merge(id + " " + bypass.reason(), 1, Integer::sum);
		}
	}

	@Override
	public synchronized void onMiss(QueryId id, Supplier<MissReason> reason) {
		MissReason why = reason.get();
		if (this.repeated.get() && !WRITTEN.contains(why.kind())) {
			this.unanswered.merge(id + " " + why, 1, Integer::sum);
		}
	}

	synchronized int reads() {
		return this.reads;
	}

	synchronized int hits() {
		return this.hits;
	}

	/**
	 * Returns the part of the reads that a perfect cache could answer which was answered.
	 */
	synchronized double part() {
		int missed = this.unanswered.values().stream().mapToInt(Integer::intValue).sum();
		return (double) this.hits / (this.hits + missed);
	}

	@Override
	public synchronized String toString() {
		return this.hits + " hits of " + this.reads + " reads, " + Math.round(100 * part())
				+ " % of those that could be answered. Not answered: " + this.unanswered;
	}

}
