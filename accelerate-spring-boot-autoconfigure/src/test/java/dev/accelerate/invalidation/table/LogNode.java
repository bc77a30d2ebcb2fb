package dev.accelerate.invalidation.table;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Node with a channel over a table, which tells a recording sink.
 */
class LogNode implements AutoCloseable, TableListener {

	static final Map<String, Integer> TABLES = Map.of("users", 1, "orders", 2, "teams", 3);

	private static final Duration PATIENCE = Duration.ofMillis(100);

	static final TailLimits LIMITS = new TailLimits(10_000, 10_000, PATIENCE, Duration.ofMinutes(1), 10_000,
			Duration.ofDays(1));

	private final RecordingSink sink = new RecordingSink();

	private final AtomicLong ahead = new AtomicLong();

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final CutDataSource connections;

	private final TableInvalidationChannel channel;

	final AtomicInteger polls = new AtomicInteger();

	final AtomicInteger rows = new AtomicInteger();

	final AtomicInteger failures = new AtomicInteger();

	final AtomicInteger opened = new AtomicInteger();

	final AtomicInteger closed = new AtomicInteger();

	final AtomicInteger trimmed = new AtomicInteger();

	LogNode(DataSource database, TableSettings settings, TailLimits limits) {
		this.known.addAll(TABLES.keySet());
		this.connections = new CutDataSource(database);
		this.channel = new TableInvalidationChannel(this.connections, settings, this::tables, this::nanos, this,
				limits);
	}

	LogNode start() {
		this.channel.start(this.sink);
		return this;
	}

	private @Nullable Tables tables(Collection<String> names) {
		boolean all = this.known.containsAll(names);
		this.known.addAll(names);
		return all ? Tables.of(names.stream().distinct().collect(Collectors.toMap((name) -> name, TABLES::get))) : null;
	}

	static InvalidationRecord table(String name) {
		return InvalidationRecord.of(Tables.of(Map.of(name, TABLES.get(name))));
	}

	static InvalidationRecord tag(String name) {
		return InvalidationRecord.of(Tags.of(Set.of(name)));
	}

	long nanos() {
		return System.nanoTime() + this.ahead.get();
	}

	void goAhead(Duration time) {
		this.ahead.addAndGet(time.toNanos());
	}

	RecordingSink sink() {
		return this.sink;
	}

	TableInvalidationChannel channel() {
		return this.channel;
	}

	void cut() throws SQLException {
		this.connections.cut();
	}

	void mend() {
		this.connections.mend();
	}

	void drop() throws SQLException {
		this.connections.drop();
	}

	/**
	 * Waits until a record has been told.
	 */
	void awaitNamed(long position) {
		Awaitility.await("record " + position).until(() -> this.sink.hasNamed(position));
	}

	/**
	 * Waits until everything up to a position is complete, and nothing more is known.
	 */
	void awaitComplete(long position) {
		Awaitility.await("complete " + position).until(() -> this.sink.complete() >= position);
	}

	/**
	 * Waits for a poll that began after this call.
	 */
	void awaitPoll() {
		long now = nanos();
		Awaitility.await("a poll").until(() -> this.sink.heard() - now > 0);
	}

	/**
	 * Writes a tag, which takes effect at once.
	 */
	long write(String tag) {
		InvalidationRecord record = tag(tag);
		var append = this.channel.prepare(record, null);
		append.committed();
		return append.position();
	}

	@Override
	public void polled(int read) {
		this.polls.incrementAndGet();
		this.rows.addAndGet(read);
	}

	@Override
	public void failed() {
		this.failures.incrementAndGet();
	}

	@Override
	public void holesOpened(int count) {
		this.opened.addAndGet(count);
	}

	@Override
	public void holesClosed(int count) {
		this.closed.addAndGet(count);
	}

	@Override
	public void trimmed(int count) {
		this.trimmed.addAndGet(count);
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
