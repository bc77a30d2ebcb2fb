package dev.accelerate.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.web.RequestWrites.Count;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RequestWrites} of a request that several threads work on.
 */
class RequestWritesTests {

	private static final int WRITES = 5_000_000;

	private final RequestWrites writes = new RequestWrites(new ThreadStateHolder());

	/**
	 * A Callable that has timed out may still write while its request is dispatched.
	 */
	@Test
	void threadsThatWriteAtTheSameTimeAreAllCounted() throws Exception {
		Count count = new Count();
		CyclicBarrier start = new CyclicBarrier(2);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				done.add(threads.submit(() -> {
					start.await();
					write(count);
					return null;
				}));
			}
			for (Future<?> each : done) {
				each.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(count.get()).isEqualTo(2 * WRITES);
	}

	private void write(Count count) {
		InvalidationEvent event = new InvalidationEvent(InvalidationEvent.Cause.WRITE, false, Set.of(),
				Set.of("orders"));
		Count outer = this.writes.begin(count);
		for (int i = 0; i < WRITES; i++) {
			this.writes.onInvalidation(event);
		}
		this.writes.end(outer);
	}

}
