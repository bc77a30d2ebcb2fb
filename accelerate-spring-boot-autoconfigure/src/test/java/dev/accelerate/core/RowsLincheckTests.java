package dev.accelerate.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.store.SpringCacheEntryStore;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.testing.ToldRows;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.cache.concurrent.ConcurrentMapCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} by Lincheck, with results of one table that depend on rows: two rows
 * that are read through the cache are as in the database alone, whether a write says
 * which of them it changes or not.
 */
@Tag("lincheck")
class RowsLincheckTests {

	private static final String ROWS = "0:1";

	private static final long FINGERPRINT = 7;

	private static final Tables USERS = new TableDirectory().tables(List.of("users"));

	/**
	 * One for all runs, because it is large. It does not matter what the log said before.
	 */
	private static final Invalidations INVALIDATIONS = told();

	private static Invalidations told() {
		Invalidations invalidations = TestInvalidations.create();
		invalidations.rowDirectory().add(RowsLincheckTests.class, Map.of("users", FINGERPRINT));
		invalidations.tell(new ToldRows(Set.of("users"), false));
		invalidations.trackRows(1 << 16);
		return invalidations;
	}

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
	 * A cache that depends on the table would be as the database, too.
	 */
	@Test
	void aWriteOfOneRowLeavesTheOther() throws Throwable {
		CachedDatabase database = new CachedDatabase();
		assertThat(database.read(0)).isZero();
		assertThat(database.nested(1)).isZero();
		database.rows.set(0, 100);
		database.write(1);
		assertThat(database.read(0)).isZero();
		assertThat(database.nested(1)).isEqualTo(1);
		database.writeSome(1);
		assertThat(database.read(0)).isEqualTo(100);
	}

	/**
	 * The database alone.
	 */
	public static final class Database {

		private final int[] rows = new int[2];

		@Operation
		public int read(@Param(gen = IntGen.class, conf = ROWS) int row) {
			return this.rows[row];
		}

		@Operation
		public int nested(@Param(gen = IntGen.class, conf = ROWS) int row) {
			return this.rows[row];
		}

		@Operation
		public int direct(@Param(gen = IntGen.class, conf = ROWS) int row) {
			return this.rows[row];
		}

		@Operation
		public int write(@Param(gen = IntGen.class, conf = ROWS) int row) {
			return ++this.rows[row];
		}

		@Operation
		public int writeSome(@Param(gen = IntGen.class, conf = ROWS) int row) {
			return ++this.rows[row];
		}

		@Operation
		public void fail(@Param(gen = IntGen.class, conf = ROWS) int row) {
		}

	}

	/**
	 * The database behind the cache.
	 */
	public static final class CachedDatabase {

		private static final TestPersistenceState PERSISTENCE = new TestPersistenceState();

		private static final QueryPlan ROW = plan("row", new ByRow());

		private static final QueryPlan OUTER = plan("outer", Narrowing.none("it is a test"));

		private final AtomicIntegerArray rows = new AtomicIntegerArray(2);

		private final TimeSource time = new MutableTime().source();

		private final ThreadStateHolder threads = new ThreadStateHolder();

		private final TransactionTracker transactions = new TransactionTracker(INVALIDATIONS, this.time, this.threads);

		private final LoadTracker loads = new LoadTracker(INVALIDATIONS, this.transactions, this.time, this.threads);

		private final QueryCache cache = new QueryCache(new SpringCacheEntryStore(new ConcurrentMapCache("test")),
				INVALIDATIONS, this.loads, new BypassPolicies(List.of(), ReadWriteMode.UNTIL_FIRST_WRITE), this.time,
				new BackgroundRefresh(ManualExecutor::new), new QueryCacheListener() {
				}, QueryCacheFixture.UNLIMITED);

		private static QueryPlan plan(String text, Narrowing narrowing) {
			return new QueryPlan(new QueryId("TestRepository", text), Requests.IGNORED, true,
					Windows.of(Duration.ofSeconds(60), Duration.ZERO), (arguments) -> Tags.NONE,
					new PlannedTables(() -> Tables.NONE, true, false, true),
					new QuerySigner(text, () -> "", new ArgumentEncoders(List.of()), List.of()), new TestSnapshotter(),
					PERSISTENCE, CacheCondition.ALWAYS, narrowing);
		}

		@Operation
		public int read(@Param(gen = IntGen.class, conf = ROWS) int row) throws Throwable {
			return (int) this.cache.get(ROW, new TestCall(() -> load(row), row), this.threads.current()).data();
		}

		@Operation
		public int nested(@Param(gen = IntGen.class, conf = ROWS) int row) throws Throwable {
			return (int) this.cache.get(OUTER, new TestCall(() -> read(row), row), this.threads.current()).data();
		}

		@Operation
		public int direct(@Param(gen = IntGen.class, conf = ROWS) int row) {
			return this.rows.get(row);
		}

		@Operation
		public int write(@Param(gen = IntGen.class, conf = ROWS) int row) {
			TransactionWrites writes = writing(row);
			int version = this.rows.incrementAndGet(row);
			Thread.yield();
			writes.committed();
			return version;
		}

		/**
		 * Write a row without saying which.
		 */
		@Operation
		public int writeSome(@Param(gen = IntGen.class, conf = ROWS) int row) {
			TransactionWrites writes = new TransactionWrites(INVALIDATIONS, Origin.STATEMENTS);
			writes.add(InvalidationRecord.of(USERS));
			writes.committing();
			int version = this.rows.incrementAndGet(row);
			Thread.yield();
			writes.committed();
			return version;
		}

		/**
		 * Commit nothing, without knowing that.
		 */
		@Operation
		public void fail(@Param(gen = IntGen.class, conf = ROWS) int row) {
			writing(row).rolledBack();
		}

		private static TransactionWrites writing(int row) {
			TransactionWrites writes = new TransactionWrites(INVALIDATIONS, Origin.STATEMENTS);
			writes.add(InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(FINGERPRINT))));
			writes.collector().add("users", FINGERPRINT, RowMark.row("users", row));
			writes.committing();
			return writes;
		}

		private int load(int row) {
			this.loads.read(USERS);
			int version = this.rows.get(row);
			Thread.yield();
			return version;
		}

	}

	/**
	 * Narrowing to the row that is asked for.
	 */
	private static final class ByRow implements Narrowing {

		@Override
		public Narrowed narrow(Object[] arguments, Stamp stamp, Tables read, Snapshot result) {
			return new Narrowed(Tables.NONE, RowMarks
				.of(new long[] { RowMark.row("users", (int) arguments[0]), RowMark.unknown("users") }, USERS));
		}

		@Override
		public String description() {
			return "the row";
		}

	}

}
