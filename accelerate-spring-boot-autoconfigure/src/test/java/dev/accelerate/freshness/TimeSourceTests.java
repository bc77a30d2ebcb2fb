package dev.accelerate.freshness;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.testing.MutableTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TimeSource#recentNanos()}.
 */
class TimeSourceTests {

	private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	@Test
	void theRecentPastIsKnownBeforeAnybodyAsks() {
		assertThat(new TimeSource(Clock.systemUTC(), () -> 42).recentNanos()).isEqualTo(42);
	}

	@Test
	void staysWhereItIsUntilSomebodyAsks() {
		MutableTime clock = new MutableTime();
		TimeSource time = clock.source();
		clock.advance(Duration.ofHours(1));
		assertThat(time.recentNanos()).isZero();
		long now = time.nanos();
		assertThat(time.recentNanos()).isEqualTo(now);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -5_000_000_000L, Long.MAX_VALUE - 1_000_000_000, Long.MIN_VALUE })
	void isNeverMoreThanAMillisecondBehindNorAheadNorGoesBack(long start) {
		AtomicLong clock = new AtomicLong(start);
		TimeSource time = new TimeSource(Clock.systemUTC(), clock::get);
		Random random = new Random(5);
		long last = time.recentNanos();
		for (int i = 0; i < 10_000; i++) {
			clock.addAndGet(random.nextInt((i % 2 == 0) ? 2_000_000 : 1_000));
			long now = time.nanos();
			long recent = time.recentNanos();
			assertThat(now - recent).isBetween(0L, MILLISECOND);
			assertThat(recent - last).isNotNegative();
			last = recent;
		}
	}

	@Test
	void holdsForSeveralThreadsAtOnce() throws Exception {
		AtomicLong clock = new AtomicLong();
		TimeSource time = new TimeSource(Clock.systemUTC(), () -> clock.addAndGet(2 * MILLISECOND));
		int threads = 4;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> askers = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				askers.add(executor.submit(() -> {
					long last = time.recentNanos();
					for (int i = 0; i < 200_000; i++) {
						long now = time.nanos();
						long recent = time.recentNanos();
						if (recent < last || now - recent > MILLISECOND) {
							throw new AssertionError("%d after %d at %d".formatted(recent, last, now));
						}
						last = recent;
					}
				}));
			}
			for (Future<?> asker : askers) {
				asker.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

}
