package dev.accelerate.core;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.InvalidationLog;

/**
 * Table with a few rows, the queries that read them through the cache, and what is known
 * of both, from which follows how old an answer may be.
 */
final class QueryCacheModel {

	private static final int KEYS = 6;

	private static final int TAGS = 3;

	private static final int DEEPEST = 3;

	private final QueryCacheFixture fixture;

	private final Random random;

	private final List<String> violations = new ArrayList<>();

	/**
	 * For every row, when each of its versions was replaced by the next.
	 */
	private final List<List<Long>> replacedAt = new ArrayList<>();

	/**
	 * For every row, the version it had when something that names it was last
	 * invalidated.
	 */
	private final int[] required = new int[KEYS];

	/**
	 * The rows as the transaction in progress sees them, or {@code null}.
	 */
	private int[] visible;

	private int depth;

	private int hits;

	private int refreshes;

	QueryCacheModel(long seed, InvalidationLog log) {
		this.fixture = new QueryCacheFixture(log);
		this.random = new Random(seed);
		for (int key = 0; key < KEYS; key++) {
			this.replacedAt.add(new ArrayList<>());
		}
	}

	/**
	 * Do that many random things, each of which may do some more.
	 */
	void run(int operations) {
		for (int i = 0; i < operations; i++) {
			step();
		}
	}

	/**
	 * Return the answers that were older than promised, which are none in a cache that
	 * works.
	 */
	List<String> violations() {
		return this.violations;
	}

	int hits() {
		return this.hits;
	}

	int refreshes() {
		return this.refreshes;
	}

	private void step() {
		int dice = this.random.nextInt(100);
		if (dice < 50) {
			read(this.random.nextInt(KEYS));
		}
		else if (dice < 60) {
			write(this.random.nextInt(KEYS));
		}
		else if (dice < 72) {
			write(this.random.nextInt(KEYS));
			invalidate(this.random.nextInt(TAGS));
		}
		else if (dice < 73) {
			invalidateAll();
		}
		else if (dice < 85) {
			this.fixture.time.advance(Duration.ofMillis(this.random.nextInt(8_000)));
		}
		else if (dice < 93) {
			refresh();
		}
		else if (dice < 97) {
			transaction();
		}
		else {
			fault();
		}
	}

	private void someSteps() {
		if (this.depth < DEEPEST) {
			this.depth++;
			for (int i = this.random.nextInt(3); i > 0; i--) {
				step();
			}
			this.depth--;
		}
	}

	private void write(int key) {
		this.replacedAt.get(key).add(now());
	}

	/**
	 * Rows share tags, and every row has one.
	 */
	private void invalidate(int tag) {
		int[] versions = versions();
		this.fixture.invalidate("tag" + tag);
		for (int key = tag; key < KEYS; key += TAGS) {
			this.required[key] = Math.max(this.required[key], versions[key]);
		}
	}

	private void invalidateAll() {
		int[] versions = versions();
		this.fixture.invalidateAll();
		for (int key = 0; key < KEYS; key++) {
			this.required[key] = Math.max(this.required[key], versions[key]);
		}
	}

	private void refresh() {
		if (this.fixture.refreshes.waiting() > 0 && this.visible == null && this.depth == 0) {
			this.refreshes++;
			this.fixture.refreshes.runNext();
		}
	}

	/**
	 * A read-only transaction that sees nothing that happens after its begin.
	 */
	private void transaction() {
		if (this.visible != null || this.depth > 0) {
			return;
		}
		this.fixture.readOnlyTransaction().executeWithoutResult((transaction) -> {
			this.visible = versions();
			someSteps();
			someSteps();
			this.visible = null;
		});
	}

	private void fault() {
		this.fixture.store.putFailure = fail(20);
		this.fixture.store.getFailure = fail(20);
		this.fixture.snapshotter.captureFailure = fail(20);
		this.fixture.snapshotter.restoreFailure = fail(20);
		if (this.random.nextInt(10) == 0) {
			this.fixture.store.clear();
		}
	}

	private RuntimeException fail(int percent) {
		return (this.random.nextInt(100) < percent) ? new IllegalStateException() : null;
	}

	/**
	 * Read a row, with the next one through the cache, if there is one.
	 */
	private Row read(int key) {
		int[] windows = { 2 + 4 * (key % 3), 10 * (key % 2) };
		boolean transaction = this.visible != null;
		int[] promised = this.required.clone();
		long begin = now();
		try {
			Answer answer = this.fixture.query("row" + key)
				.tags("tag" + key % TAGS)
				.windows(windows[0], windows[1])
				.get(() -> load(key));
			Row row = (Row) answer.data();
			boolean hit = answer.status() == CacheStatus.TTL || answer.status() == CacheStatus.SWR;
			this.hits += hit ? 1 : 0;
			if (!transaction || hit) {
				checkNotInvalidated(row, promised, answer);
			}
			if (hit) {
				checkAge(row, begin - Duration.ofSeconds(windows[0] + windows[1]).toNanos(), answer);
			}
			return row;
		}
		catch (IOException ex) {
			return new Row(key, Integer.MAX_VALUE, null);
		}
		catch (Throwable ex) {
			throw new AssertionError("Only the database may fail", ex);
		}
	}

	private Row load(int key) throws IOException {
		someSteps();
		if (this.random.nextInt(20) == 0) {
			throw new IOException();
		}
		int version = (this.visible != null) ? this.visible[key] : versions()[key];
		someSteps();
		Row joined = (key + 1 < KEYS && this.random.nextBoolean()) ? read(key + 1) : null;
		someSteps();
		return new Row(key, version, joined);
	}

	private void checkNotInvalidated(Row row, int[] promised, Answer answer) {
		for (Row part = row; part != null; part = part.joined()) {
			if (part.version() < promised[part.key()]) {
				this.violations.add(part + " was invalidated at version " + promised[part.key()] + ": " + answer);
			}
		}
	}

	/**
	 * Check that every part of a result was present at some time since the earliest
	 * moment allowed. A miss may be made of a part that is as old as that part's own
	 * windows allow; that has been checked when the part was read.
	 */
	private void checkAge(Row row, long earliest, Answer answer) {
		for (Row part = row; part != null; part = part.joined()) {
			List<Long> replaced = this.replacedAt.get(part.key());
			if (part.version() < replaced.size() && replaced.get(part.version()) <= earliest) {
				this.violations.add(part + " is too old: " + answer);
			}
		}
	}

	private int[] versions() {
		return this.replacedAt.stream().mapToInt(List::size).toArray();
	}

	private long now() {
		return this.fixture.time.source().nanos();
	}

	/**
	 * What a row held: its version, and the version of the row that a query joined to it
	 * or read through the cache, if it did.
	 */
	private record Row(int key, int version, Row joined) {
	}

}
