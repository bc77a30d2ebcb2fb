package dev.accelerate.invalidation;

/**
 * Log that has not been told yet what a transaction invalidates.
 *
 * @param log the log
 * @param record what it must be told
 */
record UntoldLog(DatabaseLog log, InvalidationRecord record) {

	/**
	 * Tells the log, outside any transaction.
	 */
	void tell() {
		this.log.prepare(this.record, null).committed();
	}

}
