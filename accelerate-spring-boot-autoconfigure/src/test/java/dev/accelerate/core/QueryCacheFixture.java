package dev.accelerate.core;

import java.time.Duration;
import java.util.List;

import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Query cache with everything around it in a test's hands.
 */
final class QueryCacheFixture {

	/**
	 * Settings that change nothing.
	 */
	static final QueryCacheSettings UNLIMITED = new QueryCacheSettings(Long.MAX_VALUE, false, 0, Duration.ZERO,
			Duration.ZERO);

	final MutableTime time = new MutableTime();

	final TestStore store = new TestStore();

	final RecordingListener listener = new RecordingListener();

	final TestPersistenceState persistence = new TestPersistenceState();

	final TestSnapshotter snapshotter = new TestSnapshotter();

	final ManualExecutor refreshes = new ManualExecutor();

	final ThreadStateHolder threads = new ThreadStateHolder();

	final TableDirectory directory = new TableDirectory();

	final InvalidationLog log;

	final Invalidations invalidations;

	final TransactionTracker transactions;

	final LoadTracker loads;

	private final TestTransactionManager transactionManager;

	private final QueryCache cache;

	QueryCacheFixture() {
		this(TestInvalidations.log());
	}

	QueryCacheFixture(QueryCacheSettings settings) {
		this(TestInvalidations.log(), settings);
	}

	QueryCacheFixture(InvalidationLog log) {
		this(log, UNLIMITED);
	}

	private QueryCacheFixture(InvalidationLog log, QueryCacheSettings settings) {
		this.log = log;
		this.invalidations = TestInvalidations.of(log);
		this.transactions = new TransactionTracker(this.invalidations, this.time.source(), this.threads);
		this.loads = new LoadTracker(this.invalidations, this.transactions, this.time.source(), this.threads);
		this.transactionManager = new TestTransactionManager(this.transactions);
		BackgroundRefresh refresh = new BackgroundRefresh(() -> this.refreshes);
		refresh.start();
		this.cache = new QueryCache(this.store, this.invalidations, this.loads,
				new BypassPolicies(List.of(), ReadWriteMode.UNTIL_FIRST_WRITE), this.time.source(), refresh,
				this.listener, settings);
	}

	/**
	 * Return one whose values answer for failures for some time after they are stale.
	 */
	static QueryCacheFixture staleIfError(Duration duration) {
		return new QueryCacheFixture(new QueryCacheSettings(Long.MAX_VALUE, false, 0, duration, Duration.ZERO));
	}

	QueryCache cache() {
		return this.cache;
	}

	Answer get(QueryPlan plan, QueryCall call) throws Throwable {
		return this.cache.get(plan, call, this.threads.current());
	}

	Answer refresh(QueryPlan plan, QueryCall call) throws Throwable {
		return this.cache.refresh(plan, call, this.threads.current());
	}

	/**
	 * Return a query of which other calls may know nothing: text and arguments are its
	 * key. It reads a table of its own, as its load shows. Its strategy is a minute
	 * fresh, a minute stale, and no tags.
	 */
	TestQuery query(String text) {
		return new TestQuery(this, text, 60, 60, Tags.NONE, List.of(), CacheCondition.ALWAYS);
	}

	/**
	 * Invalidate, and return when that is done.
	 */
	void invalidate(String... tags) {
		this.log.append(InvalidationRecord.of(Tags.of(List.of(tags))));
	}

	/**
	 * Return the table that queries of a text read.
	 */
	Tables table(String text) {
		return this.directory.tables(List.of(text));
	}

	/**
	 * Write to the table that queries of a text read, and return when that is committed.
	 */
	void write(String text) {
		this.log.append(InvalidationRecord.of(table(text)));
	}

	void invalidateAll() {
		this.log.append(InvalidationRecord.ALL);
	}

	void advance(int seconds) {
		this.time.advance(Duration.ofSeconds(seconds));
	}

	TransactionTemplate readOnlyTransaction() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setReadOnly(true);
		return template;
	}

	TransactionTemplate newReadOnlyTransaction() {
		TransactionTemplate template = readOnlyTransaction();
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	/**
	 * Return a transaction of a manager nobody listens to.
	 */
	TransactionTemplate unseenReadOnlyTransaction() {
		TransactionTemplate template = new TransactionTemplate(new TestTransactionManager());
		template.setReadOnly(true);
		return template;
	}

	TransactionTemplate readWriteTransaction() {
		return new TransactionTemplate(this.transactionManager);
	}

}
