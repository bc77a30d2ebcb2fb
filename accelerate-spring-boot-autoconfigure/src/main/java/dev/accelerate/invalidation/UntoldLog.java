package dev.accelerate.invalidation;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Log that has not been told yet what a transaction invalidates.
 *
 * @param log the log
 * @param record what it must be told
 */
record UntoldLog(DatabaseLog log, InvalidationRecord record) {

	private static final Log logger = LogFactory.getLog(UntoldLog.class);

	/**
	 * Tells the log, outside any transaction. If the application uses the database no
	 * longer, it cannot be told any more.
	 */
	void tell() {
		try {
			this.log.prepare(this.record, null).committed();
		}
		catch (ChannelClosedException ex) {
			if (!this.log.users().isEmpty()) {
				throw ex;
			}
			logger.warn("Other instances are not told of a commit, because the application context that uses the "
					+ "database of their invalidation log has been closed before the log could be written to.");
		}
	}

}
