package dev.accelerate.testing;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.core.QueryCacheListener;

/**
 * {@link QueryCacheListener} that keeps the failures of the cache.
 */
public final class RecordedFailures implements QueryCacheListener {

	private final List<Throwable> failures = new ArrayList<>();

	@Override
	public synchronized void onFailure(Component component, Throwable failure) {
		this.failures.add(failure);
	}

	/**
	 * Returns all failures since the last {@link #clear}.
	 */
	public synchronized List<Throwable> all() {
		return List.copyOf(this.failures);
	}

	/**
	 * Returns their messages.
	 */
	public List<String> messages() {
		return all().stream().map((failure) -> String.valueOf(failure.getMessage())).toList();
	}

	public synchronized void clear() {
		this.failures.clear();
	}

}
