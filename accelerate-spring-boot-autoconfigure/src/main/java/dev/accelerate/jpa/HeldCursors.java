package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.accelerate.invalidation.ConnectionSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Setting of a connection by which the rows that a statement returns outlive the commit
 * of the statement. Outside transactions a driver fetches all rows at once, but not
 * inside one, and a statement that writes is made a transaction with its row of the log.
 */
final class HeldCursors {

	private static final Log logger = LogFactory.getLog(HeldCursors.class);

	private final ConnectionSource connection;

	/**
	 * Holdability that the connection had before, or zero if it was not changed.
	 */
	private int before;

	HeldCursors(ConnectionSource connection) {
		this.connection = connection;
	}

	/**
	 * Holds the rows of the statement that is about to be prepared, if it will commit by
	 * itself.
	 */
	void hold() {
		try {
			Connection open = this.connection.get();
			int holdability = open.getHoldability();
			if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT && open.getAutoCommit()) {
				open.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
				this.before = holdability;
			}
		}
		catch (SQLException ex) {
			logger.debug("A connection does not hold cursors", ex);
		}
	}

	/**
	 * Records that the statement has been prepared.
	 */
	void release() {
		if (this.before == 0) {
			return;
		}
		try {
			this.connection.get().setHoldability(this.before);
		}
		catch (SQLException ex) {
			logger.debug("A connection goes on holding cursors", ex);
		}
		this.before = 0;
	}

}
