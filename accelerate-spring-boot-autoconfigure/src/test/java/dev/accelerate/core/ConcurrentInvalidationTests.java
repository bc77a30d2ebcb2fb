package dev.accelerate.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.LocalInvalidationLog;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.Stamp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers and readers on threads of their own. Time stands still, so that only an
 * invalidation ends an entry.
 */
class ConcurrentInvalidationTests {

	private static final int READERS = 4;

	private static final int WRITERS = 2;

	private static final int OPERATIONS = 20_000;

	@Test
	void noReadThatBeganAfterAnInvalidationSeesWhatWasBefore() throws Throwable {
		assertThat(violations(new LocalInvalidationLog())).isEmpty();
	}

	@Test
	void theCheckFindsViolationsIfStampsAreIgnored() throws Throwable {
		LocalInvalidationLog log = new LocalInvalidationLog();
		assertThat(violations(new InvalidationLog() {

			@Override
			public Stamp stamp() {
				return log.stamp();
			}

			@Override
			public void append(InvalidationRecord record) {
				log.append(record);
			}

			@Override
			public boolean isValid(Stamp stamp, Marks tags) {
				return true;
			}

		})).isNotEmpty();
	}

	private static Queue<String> violations(InvalidationLog log) throws Throwable {
		QueryCacheFixture fixture = new QueryCacheFixture(log);
		TestQuery query = fixture.query("version").tags("version");
		AtomicInteger version = new AtomicInteger();
		AtomicInteger invalidated = new AtomicInteger();
		Queue<String> violations = new ConcurrentLinkedQueue<>();
		CyclicBarrier start = new CyclicBarrier(READERS + WRITERS);
		List<Caller<Object>> threads = new ArrayList<>();
		// At least one read follows an invalidation, whatever the scheduler does.
		query.get(version::get);
		for (int i = 0; i < WRITERS; i++) {
			threads.add(Caller.start(() -> {
				start.await();
				for (int n = 0; n < OPERATIONS / 20; n++) {
					int written = version.incrementAndGet();
					fixture.invalidate("version");
					invalidated.accumulateAndGet(written, Math::max);
					Thread.yield();
				}
				return null;
			}));
		}
		for (int i = 0; i < READERS; i++) {
			boolean holdsConnection = i % 2 == 0;
			threads.add(Caller.start(() -> {
				if (holdsConnection) {
					fixture.persistence.holdConnection();
				}
				start.await();
				for (int n = 0; n < OPERATIONS / READERS; n++) {
					read(query, version, invalidated, violations);
				}
				return null;
			}));
		}
		for (Caller<Object> thread : threads) {
			thread.outcome();
		}
		read(query, version, invalidated, violations);
		return violations;
	}

	private static void read(TestQuery query, AtomicInteger version, AtomicInteger invalidated,
			Queue<String> violations) throws Throwable {
		int promised = invalidated.get();
		int read = (int) query.get(() -> {
			int found = version.get();
			// Others may overtake a query whose answer is on its way.
			Thread.yield();
			return found;
		}).data();
		if (read < promised) {
			violations.add(read + " was read after " + promised + " had been invalidated");
		}
	}

}
