package dev.accelerate.web;

import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.jspecify.annotations.Nullable;

/**
 * {@link QueryCacheListener} that counts what the request of a thread has invalidated.
 */
public final class RequestWrites implements QueryCacheListener {

	private final ThreadSlot<Count> counts;

	/**
	 * Creates a listener that counts nothing yet.
	 * @param threads the holder of each thread's state, where the counts are kept
	 */
	public RequestWrites(ThreadStateHolder threads) {
		this.counts = new ThreadSlot<>(threads);
	}

	/**
	 * Begins to count on the calling thread.
	 * @return what was counted before, to be given to {@link #end}
	 */
	@Nullable Count begin(Count count) {
		Count outer = this.counts.get();
		this.counts.set(count);
		return outer;
	}

	void end(@Nullable Count outer) {
		this.counts.set(outer);
	}

	@Override
	public void onInvalidation(InvalidationEvent event) {
		Count count = this.counts.get();
		if (count != null) {
			count.invalidations.incrementAndGet();
		}
	}

	/**
	 * Number of invalidations of a request, which several threads may work on: one that
	 * has timed out may still write while another completes the request.
	 */
	static final class Count {

		private final AtomicInteger invalidations = new AtomicInteger();

		int get() {
			return this.invalidations.get();
		}

	}

}
