package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import dev.accelerate.invalidation.table.LogPage.Fence;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Removes old rows. A row is old by the clock of the database. But it also has to be a
 * while ago that this node had read everything up to it: the row of a prepared
 * transaction is older than its commit.
 */
final class Trimmer {

	private static final Log logger = LogFactory.getLog(Trimmer.class);

	/**
	 * Failures in a row that are no chance.
	 */
	private static final int WARNED = 10;

	private final LogTable table;

	private final LifeRows lives;

	private final Holes holes;

	private final TableListener listener;

	private final LongSupplier nanos;

	private final long grace;

	private final long interval;

	private final String oldest;

	/**
	 * What was complete at moments of the past, the oldest first.
	 */
	private final Deque<Complete> past = new ArrayDeque<>();

	private final int batch;

	private long readable;

	private int beginnings;

	private int failures;

	private long next;

	Trimmer(LogTable table, TableSettings settings, TailLimits limits, Holes holes, TableListener listener,
			LongSupplier nanos) {
		this.table = table;
		this.lives = new LifeRows(table);
		this.holes = holes;
		this.listener = listener;
		this.nanos = nanos;
		this.grace = settings.grace().toNanos();
		this.interval = limits.trimInterval().toNanos();
		this.batch = limits.trimBatch();
		this.next = nanos.getAsLong();
		String old = table.dialect().ago(Math.max(1, settings.retention().toSeconds()));
		this.oldest = "select max(case when created_at < " + old + " then id else 0 end), max(newest) from "
				+ "(select id, created_at from " + table.name() + " where id > 0 order by id limit "
				+ limits.trimBatch() + ") oldest cross join (select max(id) as newest from " + table.name() + ") n";
	}

	/**
	 * Removes one batch of old rows, if it is time, and lets nodes that start know what
	 * is complete.
	 * @param life the life of the log that this node reads
	 * @param beginnings how often this node has begun to read, since ids of another
	 * beginning mean nothing
	 */
	void trim(Connection connection, String life, int beginnings) throws SQLException {
		long now = this.nanos.getAsLong();
		remember(beginnings, now);
		if (this.readable <= 0 || now - this.next < 0) {
			return;
		}
		this.next = now + this.interval;
		int removed = 0;
		try (ShortLocks locks = new ShortLocks(connection, this.table.dialect())) {
			locks.begin();
			removed = remove(connection, life);
			connection.commit();
			this.failures = 0;
		}
		catch (SQLException ex) {
			// One that could not be rolled back has lost its connection.
			if (ex.getSuppressed().length > 0) {
				throw ex;
			}
			logger.debug("Old rows of the invalidation log could not be removed now", ex);
			if (++this.failures == WARNED) {
				logger.warn("Old rows of the invalidation log " + this.table.name() + " cannot be removed (SQL state "
						+ ex.getSQLState() + "). Permit the user of its data source to update and delete them.");
			}
			return;
		}
		this.listener.trimmed(removed);
		if (removed >= this.batch) {
			this.next = now;
		}
	}

	/**
	 * Remembers what is complete now, and what was complete a while ago.
	 */
	private void remember(int beginnings, long now) {
		if (beginnings != this.beginnings) {
			this.past.clear();
			this.readable = 0;
			this.beginnings = beginnings;
		}
		Complete newest = this.past.peekLast();
		if (newest == null || now - newest.nanos() >= this.grace / 64) {
			this.past.addLast(new Complete(this.holes.complete(), now));
		}
		while (!this.past.isEmpty() && now - this.past.getFirst().nanos() >= this.grace) {
			this.readable = this.past.removeFirst().id();
		}
	}

	/**
	 * Removes rows in a transaction. The row of the fence lets only one instance do so at
	 * a time. A row that is not behind the fence has come since, because ids have gone
	 * back. It stays, so that every instance finds it.
	 */
	private int remove(Connection connection, String life) throws SQLException {
		Fence before = this.lives.lock(connection, life);
		if (before == null) {
			return 0;
		}
		int removed = 0;
		long last = Math.min(oldest(connection), this.readable);
		if (last > 0) {
			try (Statement statement = connection.createStatement()) {
				removed = statement.executeUpdate(
						"delete from " + this.table.name() + " where id > " + before.removed() + " and id <= " + last);
			}
		}
		Fence fence = new Fence((removed > 0) ? last : before.removed(), this.holes.complete());
		if (!fence.equals(before)) {
			this.lives.fence(connection, fence);
		}
		return removed;
	}

	/**
	 * Returns the id up to which rows are old. The newest row is never old.
	 */
	private long oldest(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.oldest)) {
			return row.next() ? Math.min(row.getLong(1), row.getLong(2) - 1) : 0;
		}
	}

	/**
	 * What was complete at a moment.
	 *
	 * @param id the id up to which everything had been read
	 * @param nanos the moment
	 */
	private record Complete(long id, long nanos) {
	}

}
