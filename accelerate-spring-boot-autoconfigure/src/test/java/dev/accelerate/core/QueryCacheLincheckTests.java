package dev.accelerate.core;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.SpringCacheEntryStore;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * {@link QueryCache} by Lincheck: a database that is read through the cache answers as
 * the database alone would. Lincheck generates what threads do, and compares what they
 * get.
 */
@Tag("lincheck")
class QueryCacheLincheckTests {

	private static final Tags TAGS = Tags.of(List.of("row"));

	private static final QuerySignature SIGNATURE = signer("row").sign(new Object[0]);

	/**
	 * One for all runs, because it is large. It does not matter what the log said before.
	 */
	private static final Invalidations INVALIDATIONS = TestInvalidations.create();

	private static QuerySigner signer(String text) {
		return new QuerySigner(text, () -> "", new ArgumentEncoders(List.of()), List.of());
	}

	/**
	 * Log, tag table, pending table, flights and store, on threads that are interleaved
	 * by chance. Lincheck can also steer them step by step, but that takes minutes.
	 */
	@Test
	void cacheIsAsTheDatabaseAlone() {
		new StressOptions().iterations(20)
			.invocationsPerIteration(300)
			.threads(3)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.sequentialSpecification(Database.class)
			.check(CachedDatabase.class);
	}

	/**
	 * The database alone.
	 */
	public static final class Database {

		private int version;

		@Operation
		public int read() {
			return this.version;
		}

		@Operation
		public int direct() {
			return this.version;
		}

		@Operation
		public int refresh() {
			return this.version;
		}

		@Operation
		public int nested() {
			return this.version;
		}

		@Operation
		public int write() {
			return ++this.version;
		}

		@Operation
		public void evict() {
		}

		@Operation
		public void fail() {
		}

	}

	/**
	 * The database behind whatever answers reads.
	 */
	public abstract static class WrittenDatabase {

		private static final InvalidationRecord WRITTEN = InvalidationRecord.of(TAGS);

		final AtomicInteger row = new AtomicInteger();

		private final ConcurrentMapCache entries = new ConcurrentMapCache("test");

		final EntryStore store = new SpringCacheEntryStore(this.entries);

		final Invalidations invalidations = INVALIDATIONS;

		@Operation
		public int direct() {
			return this.row.get();
		}

		@Operation
		public int write() {
			TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS);
			writes.add(WRITTEN);
			writes.committing();
			int version = this.row.incrementAndGet();
			Thread.yield();
			writes.committed();
			return version;
		}

		/**
		 * Commit nothing, without knowing that.
		 */
		@Operation
		public void fail() {
			TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS);
			writes.add(WRITTEN);
			writes.committing();
			writes.rolledBack();
		}

		@Operation
		public void evict() {
			this.entries.evict(SIGNATURE);
		}

	}

	/**
	 * The database behind the cache.
	 */
	public static final class CachedDatabase extends WrittenDatabase {

		private static final TestPersistenceState PERSISTENCE = new TestPersistenceState();

		private static final QueryPlan ROW = plan("row", TAGS);

		private static final QueryPlan OUTER = plan("outer", Tags.NONE);

		private final TimeSource time = new MutableTime().source();

		private final ThreadStateHolder threads = new ThreadStateHolder();

		private final TransactionTracker transactions = new TransactionTracker(this.invalidations, this.time,
				this.threads);

		private final LoadTracker loads = new LoadTracker(this.invalidations, this.transactions, this.time,
				this.threads);

		private final QueryCache cache = new QueryCache(this.store, this.invalidations, this.loads,
				new BypassPolicies(List.of(), ReadWriteMode.UNTIL_FIRST_WRITE), this.time,
				new BackgroundRefresh(ManualExecutor::new), new QueryCacheListener() {
				}, QueryCacheFixture.UNLIMITED);

		private static QueryPlan plan(String text, Tags tags) {
			return new QueryPlan(new QueryId("TestRepository", text), Requests.IGNORED, true,
					Windows.of(Duration.ofSeconds(60), Duration.ZERO), (arguments) -> tags,
					new PlannedTables(() -> Tables.NONE, true, false, true), signer(text), new TestSnapshotter(),
					PERSISTENCE, CacheCondition.ALWAYS, Narrowing.none("it is a test"));
		}

		@Operation
		public int read() throws Throwable {
			return (int) this.cache.get(ROW, new TestCall(this::load), this.threads.current()).data();
		}

		@Operation
		public int nested() throws Throwable {
			return (int) this.cache.get(OUTER, new TestCall(this::read), this.threads.current()).data();
		}

		@Operation
		public int refresh() throws Throwable {
			return (int) this.cache.refresh(ROW, new TestCall(this::load), this.threads.current()).data();
		}

		private int load() {
			this.loads.read(Tables.NONE);
			int version = this.row.get();
			Thread.yield();
			return version;
		}

	}

}
