package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link InvalidationLog} must do.
 */
abstract class InvalidationLogContractTests {

	private InvalidationLog log;

	/**
	 * Create a log that shares nothing with any other.
	 */
	protected abstract InvalidationLog create();

	@BeforeEach
	void createLog() {
		this.log = create();
	}

	@Test
	void whatWasStampedIsValidUntilARecordNamesIt() {
		Stamp stamp = this.log.stamp();
		assertThat(this.log.isValid(stamp, tags("a", "b"))).isTrue();
		assertThat(this.log.isValid(stamp, Tags.NONE)).isTrue();
		this.log.append(record("b"));
		assertThat(this.log.isValid(stamp, tags("a", "b"))).isFalse();
		assertThat(this.log.isValid(stamp, tags("b"))).isFalse();
		assertThat(this.log.isValid(stamp, tags("a"))).isTrue();
		assertThat(this.log.isValid(stamp, Tags.NONE)).isTrue();
	}

	@Test
	void whatWasStampedAfterARecordIsValid() {
		this.log.append(record("a"));
		Stamp stamp = this.log.stamp();
		assertThat(this.log.isValid(stamp, tags("a"))).isTrue();
		this.log.append(record("b"));
		assertThat(this.log.isValid(stamp, tags("a"))).isTrue();
		this.log.append(record("a"));
		assertThat(this.log.isValid(stamp, tags("a"))).isFalse();
		assertThat(this.log.isValid(this.log.stamp(), tags("a"))).isTrue();
	}

	@Test
	void positionsAreConsecutive() {
		long start = this.log.stamp().position();
		for (int i = 1; i <= 100; i++) {
			this.log.append((i % 10 == 0) ? InvalidationRecord.ALL : record("tag_" + i));
			assertThat(this.log.stamp().position()).isEqualTo(start + i);
		}
	}

	@Test
	void aRecordOfEverythingInvalidatesWhatHasNoTagsToo() {
		Stamp before = this.log.stamp();
		this.log.append(InvalidationRecord.ALL);
		assertThat(this.log.isValid(before, Tags.NONE)).isFalse();
		assertThat(this.log.isValid(before, tags("a"))).isFalse();
		Stamp after = this.log.stamp();
		assertThat(this.log.isValid(after, Tags.NONE)).isTrue();
		assertThat(this.log.isValid(after, tags("a"))).isTrue();
	}

	@Test
	void whatBecameInvalidStaysInvalid() {
		Stamp stamp = this.log.stamp();
		this.log.append(record("a"));
		for (int i = 0; i < 1_000; i++) {
			this.log.append(record("other_" + i));
		}
		assertThat(this.log.isValid(stamp, tags("a"))).isFalse();
	}

	@Test
	void aRecordOfSeveralTagsNamesEachOfThem() {
		Stamp stamp = this.log.stamp();
		this.log.append(record("a", "b", "c"));
		assertThat(List.of("a", "b", "c")).noneMatch((tag) -> this.log.isValid(stamp, tags(tag)));
		assertThat(this.log.isValid(stamp, tags("d"))).isTrue();
	}

	@Test
	void nothingOfAnotherEpochIsValid() {
		Stamp stamp = this.log.stamp();
		assertThat(create().stamp().epoch()).isNotEqualTo(stamp.epoch());
		assertThat(this.log.isValid(create().stamp(), Tags.NONE)).isFalse();
		assertThat(this.log.isValid(new Stamp(stamp.epoch() + 1, stamp.position()), Tags.NONE)).isFalse();
		assertThat(this.log.isValid(new Stamp(stamp.epoch() + 1, Long.MAX_VALUE), Tags.NONE)).isFalse();
	}

	@Test
	void aStampMadeOfTwoEpochsIsNeverValid() {
		Stamp mixed = this.log.stamp().earlier(create().stamp());
		assertThat(this.log.isValid(mixed, Tags.NONE)).isFalse();
		assertThat(this.log.isValid(Stamp.NEVER, Tags.NONE)).isFalse();
	}

	@Test
	void aCollisionCostsAMissAndIsNeverStale() {
		List<String> colliding = collidingTags();
		String one = colliding.get(0);
		String two = colliding.get(1);
		Stamp stamp = this.log.stamp();
		this.log.append(record(one));
		assertThat(this.log.isValid(stamp, tags(one))).isFalse();
		assertThat(this.log.isValid(stamp, tags(two))).as("a miss, no more").isFalse();
		Stamp later = this.log.stamp();
		assertThat(this.log.isValid(later, tags(one, two))).isTrue();
		this.log.append(record(two));
		assertThat(this.log.isValid(later, tags(one))).isFalse();
		assertThat(this.log.isValid(later, tags(two))).isFalse();
	}

	@Test
	void anAppendThatReturnedIsSeenByEveryLaterStampAndCheck() throws Exception {
		int writers = 4;
		AtomicBoolean done = new AtomicBoolean();
		CountDownLatch start = new CountDownLatch(1);
		List<AtomicReference<Appended>> appended = new ArrayList<>();
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<Integer>> writing = new ArrayList<>();
			for (int i = 0; i < writers; i++) {
				Tags tag = tags("writer_" + i);
				AtomicReference<Appended> last = new AtomicReference<>(new Appended(tag, this.log.stamp(), 0));
				appended.add(last);
				writing.add(threads.submit(() -> write(tag, last, start)));
			}
			List<Future<Integer>> reading = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				reading.add(threads.submit(() -> read(appended, start, done)));
			}
			start.countDown();
			for (Future<Integer> writer : writing) {
				assertThat(writer.get(60, TimeUnit.SECONDS)).isZero();
			}
			done.set(true);
			for (Future<Integer> reader : reading) {
				assertThat(reader.get(60, TimeUnit.SECONDS)).isZero();
			}
			assertThat(this.log.stamp().position()).isEqualTo(writers * 100_000L);
		}
		finally {
			done.set(true);
			threads.shutdownNow();
		}
	}

	private int write(Tags tag, AtomicReference<Appended> last, CountDownLatch start) throws InterruptedException {
		start.await();
		int wrong = 0;
		for (int i = 0; i < 100_000; i++) {
			Stamp before = this.log.stamp();
			this.log.append(InvalidationRecord.of(tag));
			Stamp after = this.log.stamp();
			wrong += (after.position() > before.position()) ? 0 : 1;
			wrong += this.log.isValid(before, tag) ? 1 : 0;
			wrong += this.log.isValid(after, tag) ? 0 : 1;
			last.set(new Appended(tag, before, after.position()));
		}
		return wrong;
	}

	private int read(List<AtomicReference<Appended>> appended, CountDownLatch start, AtomicBoolean done)
			throws InterruptedException {
		start.await();
		int wrong = 0;
		while (!done.get()) {
			for (AtomicReference<Appended> reference : appended) {
				Appended last = reference.get();
				if (last.after() > 0) {
					wrong += this.log.isValid(last.before(), last.tag()) ? 1 : 0;
					wrong += (this.log.stamp().position() > last.before().position()) ? 0 : 1;
				}
			}
		}
		return wrong;
	}

	/**
	 * Readers load a row that a writer changes. What they loaded before a change must not
	 * be valid once the append that announced the change has returned.
	 */
	@Test
	void noLoadIsValidThatMissedAnInvalidatedChange() throws Exception {
		AtomicInteger row = new AtomicInteger();
		AtomicInteger announced = new AtomicInteger();
		Tags tag = tags("row");
		CountDownLatch start = new CountDownLatch(1);
		AtomicBoolean done = new AtomicBoolean();
		Callable<Integer> reader = () -> {
			start.await();
			int stale = 0;
			while (!done.get()) {
				Stamp stamp = this.log.stamp();
				int loaded = row.get();
				int known = announced.get();
				stale += (this.log.isValid(stamp, tag) && loaded < known) ? 1 : 0;
			}
			return stale;
		};
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
			start.countDown();
			for (int i = 1; i <= 200_000; i++) {
				row.set(i);
				this.log.append(InvalidationRecord.of(tag));
				announced.set(i);
			}
			done.set(true);
			for (Future<Integer> stale : readers) {
				assertThat(stale.get(60, TimeUnit.SECONDS)).isZero();
			}
		}
		finally {
			done.set(true);
			threads.shutdownNow();
		}
	}

	private static InvalidationRecord record(String... names) {
		return InvalidationRecord.of(tags(names));
	}

	static Tags tags(String... names) {
		return Tags.of(Arrays.asList(names));
	}

	static List<String> collidingTags() {
		Map<Integer, String> seen = new HashMap<>();
		for (int i = 0; i < 1_000_000; i++) {
			String tag = "user_" + i;
			String other = seen.putIfAbsent(Tags.slot(tag), tag);
			if (other != null && other.hashCode() != tag.hashCode()) {
				return List.of(other, tag);
			}
		}
		throw new IllegalStateException("No two tags share a place");
	}

	private record Appended(Tags tag, Stamp before, long after) {
	}

}
