package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connection that is kept open, and is opened anew after a failure. It commits every
 * statement, unless its user says otherwise for a while.
 */
final class LogConnection implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LogConnection.class);

	private final DataSource source;

	private final int silence;

	private @Nullable Connection connection;

	private boolean manual;

	private int silenceBefore = -1;

	/**
	 * Creates a connection that is not open yet.
	 * @param silence for how many milliseconds the database may leave a request
	 * unanswered
	 */
	LogConnection(DataSource source, int silence) {
		this.source = source;
		this.silence = silence;
	}

	/**
	 * Returns the connection, and opens it if necessary.
	 */
	Connection get() throws SQLException {
		Connection present = this.connection;
		if (present == null) {
			present = this.source.getConnection();
			this.connection = present;
			this.manual = !present.getAutoCommit();
			this.silenceBefore = limitSilence(present);
			if (this.manual) {
				present.setAutoCommit(true);
			}
		}
		return present;
	}

	/**
	 * Limits how long the database may be silent, which not every driver supports.
	 */
	private int limitSilence(Connection opened) {
		try {
			int before = opened.getNetworkTimeout();
			opened.setNetworkTimeout(Runnable::run, this.silence);
			return before;
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return -1;
		}
	}

	/**
	 * Closes the connection. A pool gets it as it was.
	 */
	@Override
	public void close() {
		Connection present = this.connection;
		this.connection = null;
		if (present == null) {
			return;
		}
		try (present) {
			if (!present.getAutoCommit()) {
				present.rollback();
				present.setAutoCommit(true);
			}
			if (this.silenceBefore >= 0) {
				present.setNetworkTimeout(Runnable::run, this.silenceBefore);
			}
			if (this.manual) {
				present.setAutoCommit(false);
			}
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			logger.debug("The connection of the invalidation log could not be closed properly", ex);
		}
	}

}
