package dev.accelerate.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@link QueryCacheListener} that writes down what happens, one line each.
 */
final class RecordingListener implements QueryCacheListener {

	volatile boolean failOnNextFailure;

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private final List<String> missReasons = Collections.synchronizedList(new ArrayList<>());

	private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

	/**
	 * Return the events since this was last asked.
	 */
	List<String> events() {
		synchronized (this.events) {
			List<String> events = List.copyOf(this.events);
			this.events.clear();
			return events;
		}
	}

	List<Throwable> failures() {
		return this.failures;
	}

	/**
	 * Return the reasons of the misses since this was last asked.
	 */
	List<String> missReasons() {
		synchronized (this.missReasons) {
			List<String> reasons = List.copyOf(this.missReasons);
			this.missReasons.clear();
			return reasons;
		}
	}

	@Override
	public void onMiss(QueryId id, Supplier<MissReason> reason) {
		this.missReasons.add(reason.get().toString());
	}

	@Override
	public Requests onPlan(QueryId id) {
		return (status) -> this.events.add("request " + status.value());
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		this.events.add("load " + outcome);
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		this.events.add("refresh " + outcome);
	}

	@Override
	public void onJoin(QueryId id) {
		this.events.add("join");
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		this.events.add("bypass " + bypass.reason());
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		if (this.failOnNextFailure) {
			this.failOnNextFailure = false;
			throw new AssertionError("the test lets the listener fail");
		}
		this.events.add("failure " + component);
		this.failures.add(failure);
	}

}
