package dev.accelerate.invalidation.model;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;

/**
 * Counts of what happened in a run, because a cache that never answers is never wrong.
 */
public final class Counts implements QueryCacheListener {

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	@Override
	public Requests onPlan(QueryId id) {
		return (status) -> count("request " + status);
	}

	@Override
	public void onMiss(QueryId id, Supplier<MissReason> reason) {
		count("miss " + reason.get().kind());
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		count("refresh " + outcome);
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		count("load " + outcome);
	}

	@Override
	public void onJoin(QueryId id) {
		count("join");
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		count("bypass " + bypass.reason());
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		count("failure " + component + " " + failure);
	}

	private void count(String what) {
		this.counts.computeIfAbsent(what, (name) -> new LongAdder()).increment();
	}

	public long of(String... what) {
		long sum = 0;
		for (String name : what) {
			LongAdder count = this.counts.get(name);
			sum += (count != null) ? count.sum() : 0;
		}
		return sum;
	}

	@Override
	public String toString() {
		return new TreeMap<>(this.counts).toString();
	}

}
