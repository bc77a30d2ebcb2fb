package dev.accelerate.testing;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;

/**
 * {@link QueryCacheListener} that records why calls bypassed the cache.
 */
public class RecordedBypasses implements QueryCacheListener {

	private final List<String> reasons = new ArrayList<>();

	@Override
	public synchronized void onBypass(QueryId id, Bypass bypass) {
		this.reasons.add(bypass.reason());
	}

	/**
	 * Returns the reasons since the last time.
	 */
	public synchronized List<String> reasons() {
		List<String> reasons = List.copyOf(this.reasons);
		this.reasons.clear();
		return reasons;
	}

}
