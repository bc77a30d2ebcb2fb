package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Inserts rows that say nothing for ids that have been missing for long. The database
 * tells what became of the transaction that took such an id: while it is open, the insert
 * has to wait; if it was rolled back, the insert succeeds. Either way, only reading the
 * row closes the hole.
 */
final class HoleFiller {

	private static final Log logger = LogFactory.getLog(HoleFiller.class);

	/**
	 * How long to go on, beyond which the next poll would be late.
	 */
	private static final long BUDGET = Duration.ofMillis(200).toNanos();

	/**
	 * How many waits for open transactions.
	 */
	private static final int WAITS = 3;

	/**
	 * How long to leave an open transaction alone.
	 */
	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	/**
	 * As many ids and more are filled in one transaction.
	 */
	private static final int MANY = 16;

	private static final int MOST = 500;

	private final LogTable table;

	private final String node;

	private final Holes holes;

	private final long patience;

	private final LongSupplier nanos;

	HoleFiller(LogTable table, String node, Holes holes, Duration patience, LongSupplier nanos) {
		this.table = table;
		this.node = node;
		this.holes = holes;
		this.patience = patience.toNanos();
		this.nanos = nanos;
	}

	/**
	 * Fills holes that have been open for long.
	 */
	void fill(Connection connection) throws SQLException {
		long start = this.nanos.getAsLong();
		List<Long> due = this.holes.due(start, this.patience);
		if (due.isEmpty()) {
			return;
		}
		try (ShortLocks locks = new ShortLocks(connection, this.table.dialect())) {
			if (due.size() < MANY || !insert(locks, connection, due.subList(0, Math.min(MOST, due.size())))) {
				fillEach(locks, connection, due, start);
			}
		}
	}

	private void fillEach(ShortLocks locks, Connection connection, List<Long> due, long start) throws SQLException {
		int waits = 0;
		for (long id : due) {
			long now = this.nanos.getAsLong();
			if (now - start > BUDGET || waits >= WAITS) {
				return;
			}
			if (!insert(locks, connection, List.of(id))) {
				waits++;
				long later = this.nanos.getAsLong();
				this.holes.postpone(id, later + Math.max(PAUSE, 10 * (later - now)));
			}
		}
	}

	/**
	 * Inserts some ids, all or none.
	 * @return whether they are all there
	 */
	private boolean insert(ShortLocks locks, Connection connection, List<Long> ids) throws SQLException {
		LogDialect dialect = this.table.dialect();
		locks.begin();
		try (PreparedStatement insert = connection.prepareStatement(dialect.insertWithId(this.table.name()))) {
			for (long id : ids) {
				insert.setLong(1, id);
				insert.setString(2, this.node);
				insert.setString(3, RecordText.NOTHING);
				insert.executeUpdate();
			}
			connection.commit();
			return true;
		}
		catch (SQLException ex) {
			logger.debug("A missing id of the invalidation log could not be inserted", ex);
			connection.rollback();
			return ids.size() == 1 && dialect.isDuplicate(ex);
		}
	}

}
