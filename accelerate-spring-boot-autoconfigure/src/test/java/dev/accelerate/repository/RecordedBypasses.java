package dev.accelerate.repository;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryPlan;

/**
 * {@link QueryCacheListener} that keeps what went wrong or past the cache.
 */
class RecordedBypasses implements QueryCacheListener {

	private final List<String> reasons = new ArrayList<>();

	private final List<Component> failures = new ArrayList<>();

	@Override
	public synchronized void onBypass(QueryPlan.Id id, Bypass bypass) {
		this.reasons.add(bypass.reason());
	}

	@Override
	public synchronized void onFailure(Component component, Throwable failure) {
		this.failures.add(component);
	}

	/**
	 * Return the reasons since the last time.
	 */
	synchronized List<String> reasons() {
		List<String> reasons = List.copyOf(this.reasons);
		this.reasons.clear();
		return reasons;
	}

	/**
	 * Return the failures since the last time.
	 */
	synchronized List<Component> failures() {
		List<Component> failures = List.copyOf(this.failures);
		this.failures.clear();
		return failures;
	}

}
