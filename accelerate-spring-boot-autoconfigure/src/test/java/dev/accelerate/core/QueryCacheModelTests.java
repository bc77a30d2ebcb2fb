package dev.accelerate.core;

import java.util.Random;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} by random interleavings of everything that can happen to it, checked
 * against what the database held. They run on one thread: what happens during a load
 * happens inside it. The seed of a failing run is in its message.
 */
class QueryCacheModelTests {

	private static final int RUNS = 30;

	private static final int OPERATIONS = 1000;

	@Test
	void noReadIsEverOlderThanPromised() {
		long seed = System.nanoTime();
		int hits = 0;
		int refreshes = 0;
		for (int run = 0; run < RUNS; run++) {
			QueryCacheModel model = new QueryCacheModel(seed + run, TestInvalidations.log());
			model.run(OPERATIONS);
			assertThat(model.violations()).as("violations with seed %s", seed + run).isEmpty();
			hits += model.hits();
			refreshes += model.refreshes();
		}
		// A cache that never answers keeps every promise.
		assertThat(hits).as("hits with seed %s", seed).isGreaterThan(RUNS * OPERATIONS / 20);
		assertThat(refreshes).as("refreshes with seed %s", seed).isGreaterThan(RUNS * OPERATIONS / 200);
	}

	@Test
	void theCheckFindsViolationsIfStampsAreIgnored() {
		QueryCacheModel model = new QueryCacheModel(42, new IgnoredLog());
		model.run(OPERATIONS);
		assertThat(model.violations()).isNotEmpty();
	}

	@Test
	void theCheckFindsViolationsIfStampsAreTakenAfterTheLoad() {
		QueryCacheModel model = new QueryCacheModel(42, new LateLog());
		model.run(20 * OPERATIONS);
		assertThat(model.violations()).isNotEmpty();
	}

	/**
	 * Log by which everything is valid.
	 */
	private static final class IgnoredLog implements InvalidationLog {

		private final InvalidationLog log = TestInvalidations.log();

		@Override
		public Stamp stamp() {
			return this.log.stamp();
		}

		@Override
		public void append(InvalidationRecord record) {
			this.log.append(record);
		}

		@Override
		public boolean isValid(Stamp stamp, Marks tags) {
			return true;
		}

	}

	/**
	 * Log that lets a stamp pass for a few positions later than it is, as if it had been
	 * taken when the load was over.
	 */
	private static final class LateLog implements InvalidationLog {

		private final InvalidationLog log = TestInvalidations.log();

		@Override
		public Stamp stamp() {
			Stamp stamp = this.log.stamp();
			return new Stamp(stamp.epoch(), stamp.position() + 1);
		}

		@Override
		public void append(InvalidationRecord record) {
			this.log.append(record);
		}

		@Override
		public boolean isValid(Stamp stamp, Marks tags) {
			return this.log.isValid(stamp, tags);
		}

	}

}
