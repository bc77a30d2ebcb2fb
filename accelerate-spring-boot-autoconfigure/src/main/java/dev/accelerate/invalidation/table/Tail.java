package dev.accelerate.invalidation.table;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

import dev.accelerate.invalidation.InvalidationChannel.Sink;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TableNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * End of the log as this node knows it. Each poll reads what follows, and what was
 * missing, and tells the {@link Sink}. It is used by one thread at a time.
 */
final class Tail {

	private static final Log logger = LogFactory.getLog(Tail.class);

	private static final int TRIES = 3;

	private final LogTable table;

	private final LogReader reader;

	private final LifeRows lives;

	private final Holes holes;

	private final OwnRecords own;

	private final String node;

	private final TableNames names;

	private final Sink sink;

	private final TableListener listener;

	private final LongSupplier nanos;

	/**
	 * What the log was when it was read last. Anything else begins a new life.
	 */
	private @Nullable String life;

	private @Nullable String server;

	/**
	 * The newest row that was read, which no other row may replace.
	 */
	private @Nullable LogRow cursor;

	private int beginnings;

	private volatile Duration lag = Duration.ZERO;

	/**
	 * Whether there were more rows than the last page could have.
	 */
	private boolean more;

	Tail(LogTable table, LogReader reader, Holes holes, OwnRecords own, String node, TableNames names, Sink sink,
			TableListener listener, LongSupplier nanos) {
		this.table = table;
		this.reader = reader;
		this.lives = new LifeRows(table);
		this.holes = holes;
		this.own = own;
		this.node = node;
		this.names = names;
		this.sink = sink;
		this.listener = listener;
		this.nanos = nanos;
	}

	/**
	 * Begins at the end of the table. Rows that are there need not be told, since every
	 * load that follows sees their commits. Ids that are missing may still come.
	 */
	void begin(Connection connection) throws SQLException {
		this.more = false;
		long start = this.nanos.getAsLong();
		LogPage page = head(connection);
		LogRow newest = page.rows().isEmpty() ? null : page.rows().get(0);
		this.holes.begin((newest != null) ? newest.id() : page.fence());
		long floor = 0;
		long complete = Math.max(page.fence(), page.complete());
		for (LogReader.Gap gap : this.reader.gaps(connection, complete + 1, this.holes.newest())) {
			floor = Math.max(floor, this.holes.open(gap.from(), gap.to(), start));
		}
		this.cursor = newest;
		if (page.life() == null || !page.life().equals(this.life)
				|| (this.server != null && !this.server.equals(page.server()))) {
			this.own.clear();
		}
		this.own.removeDecided();
		this.life = page.life();
		this.server = page.server();
		this.beginnings++;
		this.listener.holesOpened(this.holes.size());
		this.sink.epoch(epoch(), this.holes.complete());
		this.sink.complete(this.holes.complete());
		if (newest != null) {
			// This node may have written it in the life before, behind a hole.
			this.sink.named(newest.id(), InvalidationRecord.NONE);
		}
		if (floor > this.holes.complete()) {
			this.sink.epoch(epoch(), floor);
		}
		this.sink.heard(start);
	}

	private LogPage head(Connection connection) throws SQLException {
		for (int i = 0; i < TRIES; i++) {
			LogPage page = this.reader.head(connection);
			if (page.server() == null) {
				throw new BrokenLogException("the server does not accept writes, so that it may lag behind", null);
			}
			if (page.life() == null) {
				this.lives.make(connection, this.node);
			}
			else if (!page.rows().isEmpty() && page.complete() > page.rows().get(0).id()) {
				logger.warn("The newest rows of the invalidation log " + this.table.name()
						+ " were removed. Leave its rows to the instances, which remove old ones.");
				this.lives.renew(connection, page.life(), false);
			}
			else {
				return page;
			}
		}
		throw new BrokenLogException("the rows that stand for the life of the log disappear", null);
	}

	private long epoch() {
		return UUID.nameUUIDFromBytes((this.life + "|" + this.server).getBytes(StandardCharsets.UTF_8))
			.getMostSignificantBits();
	}

	/**
	 * Returns the text that stands for the life of the log.
	 */
	String life() {
		return String.valueOf(this.life);
	}

	/**
	 * Returns how often this node has begun to read.
	 */
	int beginnings() {
		return this.beginnings;
	}

	/**
	 * Returns how old the newest row was when it was read, by the clock of the database.
	 */
	Duration lag() {
		return this.lag;
	}

	/**
	 * Reads what is new.
	 * @return whether there is more
	 */
	boolean poll(Connection connection) throws SQLException {
		long start = this.nanos.getAsLong();
		LogPage page = this.reader.poll(connection, this.holes.newest(), this.more);
		this.more = page.full();
		if (page.server() == null) {
			throw new BrokenLogException("the server does not accept writes, so that it may lag behind", null);
		}
		if (isBroken(connection, page)) {
			begin(connection);
			return false;
		}
		int read = 0;
		for (LogRow row : page.rows()) {
			if (row.id() > this.holes.newest()) {
				read++;
				newest(row, start);
			}
		}
		int closed = closeHoles(connection);
		this.sink.complete(this.holes.complete());
		LogRow newest = this.cursor;
		if (read > 0 && newest != null) {
			this.lag = Duration.of(Math.max(0, page.now() - newest.created()), ChronoUnit.MICROS);
		}
		this.listener.polled(read + closed);
		if (!page.full()) {
			this.sink.heard(start);
		}
		return page.full();
	}

	/**
	 * Returns whether the log is not the one that was read so far, or not wholly.
	 */
	private boolean isBroken(Connection connection, LogPage page) throws SQLException {
		String current = page.life();
		if (current == null || !current.equals(this.life) || !String.valueOf(page.server()).equals(this.server)) {
			logger.info("The invalidation log " + this.table.name()
					+ " begins a new life, because its table or its server was replaced. Nothing cached is valid.");
			return true;
		}
		if (page.first() > 0 && page.first() <= page.fence()) {
			skip(connection, Math.max(page.fence(), this.holes.newest()));
			this.lives.renew(connection, current, true);
			return true;
		}
		if (page.fence() > this.holes.complete()) {
			logger.info("This instance was silent for so long that records of the invalidation log " + this.table.name()
					+ " were removed before it read them. Nothing cached is valid.");
			return true;
		}
		LogRow before = this.cursor;
		// All that was removed because it was old has been read.
		boolean old = before != null && before.id() <= page.fence();
		if (before != null && (page.rows().isEmpty() || (!old && !page.rows().get(0).isSame(before)))) {
			logger.warn("The newest row of the invalidation log " + this.table.name()
					+ " was removed or replaced by another one. Nothing cached is valid. Leave its rows to the "
					+ "instances, which remove old ones.");
			this.lives.renew(connection, current, false);
			return true;
		}
		return false;
	}

	/**
	 * Moves the generated ids on, because they have gone back. Otherwise ids would come
	 * that count as read.
	 */
	private void skip(Connection connection, long id) throws SQLException {
		LogDialect dialect = this.table.dialect();
		try {
			dialect.skip(connection, this.table.name(), id);
		}
		catch (SQLException ex) {
			long last = Math.max(id, LogDialect.greatest(connection, this.table.name()));
			if (dialect.next(connection, this.table.name()) > last) {
				return;
			}
			throw new BrokenLogException("its ids have gone back, and its user may not move them on: execute "
					+ dialect.restart(this.table.name(), last + 1) + " as the owner of the table", ex);
		}
		logger.warn("The ids of the invalidation log " + this.table.name()
				+ " had gone back. They were moved on, and nothing cached is valid.");
	}

	private void newest(LogRow row, long now) {
		tell(row);
		int before = this.holes.size();
		long floor = this.holes.read(row.id(), now);
		this.cursor = row;
		if (this.holes.size() > before) {
			this.listener.holesOpened(this.holes.size() - before);
		}
		if (floor > 0) {
			logger.info("The ids of the invalidation log " + this.table.name()
					+ " made a jump. What was cached before is not valid.");
			this.own.removeDecided();
			this.sink.epoch(epoch(), floor);
		}
	}

	private int closeHoles(Connection connection) throws SQLException {
		List<Long> missing = this.holes.ids();
		if (missing.isEmpty()) {
			return 0;
		}
		List<LogRow> found = this.reader.rows(connection, missing);
		for (LogRow row : found) {
			tell(row);
			this.holes.read(row.id(), 0);
		}
		if (!found.isEmpty()) {
			this.listener.holesClosed(found.size());
		}
		return found.size();
	}

	private void tell(LogRow row) {
		boolean named = this.own.remove(row.id()) && this.node.equals(row.node());
		if (!named) {
			InvalidationRecord record = RecordText.decode(row.record(), this.names);
			if (!record.isEmpty()) {
				if (logger.isDebugEnabled()) {
					// Tags may hold values.
					logger.debug("instance " + row.node() + " invalidated " + (record.all() ? "everything"
							: "tables " + record.tables() + " and " + record.tags().names().size() + " tags"));
				}
				this.sink.named(row.id(), record);
			}
		}
	}

}
