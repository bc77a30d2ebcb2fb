package dev.accelerate.testing;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;

/**
 * {@link QueryCacheListener} that keeps the outcomes of refreshes.
 */
public final class RecordedRefreshes implements QueryCacheListener {

	private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		this.outcomes.add(outcome);
	}

	public BlockingQueue<Outcome> outcomes() {
		return this.outcomes;
	}

}
