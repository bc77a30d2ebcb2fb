package dev.accelerate.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QuietCaffeineCache}: which reads are recorded, and what is evicted.
 */
class QuietCaffeineCacheTests {

	private static final int MAXIMUM = 100;

	private final AtomicLong nanos = new AtomicLong();

	private final Cache<Object, Object> caffeine = Caffeine.newBuilder()
		.ticker(this.nanos::get)
		.executor(Runnable::run)
		.maximumWeight(MAXIMUM)
		.weigher((key, value) -> (Integer) value)
		.expireAfter(Expiry.writing((key, value) -> Duration.ofSeconds(60)))
		.recordStats()
		.build();

	private final QuietCaffeineCache cache = new QuietCaffeineCache("test", this.caffeine);

	@Test
	void readsAreNotRecordedUntilItIsHalfFull() {
		putUpTo(50);
		assertRecorded(false);
		this.cache.put(50, 1);
		assertRecorded(true);
	}

	@Test
	void readsAreNotRecordedAfterItWasEmptied() {
		putUpTo(60);
		assertRecorded(true);
		this.cache.clear();
		this.cache.put(0, 1);
		assertRecorded(false);
	}

	@Test
	void readsAreNotRecordedAfterItsEntriesWereRemoved() {
		putUpTo(60);
		for (int i = 10; i < 60; i++) {
			this.cache.evict(i);
		}
		this.cache.put(0, 1);
		assertRecorded(false);
	}

	@Test
	void itsWeightDecidesAndNotTheNumberOfItsEntries() {
		this.cache.put(0, 51);
		assertRecorded(true);
		this.cache.put(0, 50);
		assertRecorded(false);
		assertThat(this.cache.weight()).isEqualTo(50);
	}

	@Test
	void whatIsReadOftenSurvivesWhatIsNot() {
		putUpTo(MAXIMUM);
		int[] misses = new int[1];
		for (int key = 1_000; key < 3_000; key++) {
			this.cache.put(key, 1);
			for (int often = 60; often < 80; often++) {
				if (this.cache.get(often) == null) {
					misses[0]++;
					this.cache.put(often, 1);
				}
			}
		}
		assertThat(misses[0]).as("times that one of 20 was not there").isLessThan(40);
		for (int often = 60; often < 80; often++) {
			assertThat(this.cache.get(often)).as("entry " + often).isNotNull();
		}
		int seldom = 0;
		for (int key = 0; key < 60; key++) {
			seldom += (this.cache.get(key) != null) ? 1 : 0;
		}
		assertThat(seldom).as("of the 60 that were never read").isLessThan(60);
		assertThat(this.cache.weight()).isLessThanOrEqualTo(MAXIMUM);
	}

	@Test
	void expiredEntriesAreNotReturnedWhetherItIsCrowdedOrNot() {
		for (int entries : new int[] { 10, 90 }) {
			this.cache.clear();
			putUpTo(entries);
			assertRecorded(entries == 90);
			this.nanos.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
			assertThat(this.cache.get(1)).isNotNull();
			assertThat(this.cache.get(1, Integer.class)).isEqualTo(1);
			this.nanos.addAndGet(1);
			assertThat(this.cache.get(1)).isNull();
			assertThat(this.cache.get(1, Integer.class)).isNull();
		}
	}

	@Test
	void whatIsThereIsReturnedWhetherItIsCrowdedOrNot() {
		for (int entries = 1; entries <= MAXIMUM; entries++) {
			this.cache.put(entries, 1);
			assertThat(this.cache.get(entries, Integer.class)).isEqualTo(1);
			assertThat(this.cache.get(1, Integer.class)).isEqualTo(1);
			assertThat(this.cache.get("absent")).isNull();
		}
	}

	private void putUpTo(int entries) {
		for (int i = 0; i < entries; i++) {
			this.cache.put(i, 1);
		}
	}

	/**
	 * Caffeine counts the reads that it records, and no others.
	 */
	private void assertRecorded(boolean recorded) {
		long before = this.caffeine.stats().hitCount();
		assertThat(this.cache.get(0)).isNotNull();
		assertThat(this.caffeine.stats().hitCount() - before).isEqualTo(recorded ? 1 : 0);
	}

}
