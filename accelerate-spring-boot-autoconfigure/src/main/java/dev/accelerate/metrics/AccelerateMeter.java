package dev.accelerate.metrics;

/**
 * Meters of the query cache.
 */
public enum AccelerateMeter {

	/**
	 * Counter of answered calls of cached methods, by {@code status}, {@code repository}
	 * and {@code method}.
	 */
	REQUESTS("accelerate.requests", "Calls of cached repository methods"),

	/**
	 * Timer of queries run on the thread of their caller, by {@code outcome}.
	 */
	LOADS("accelerate.loads", "Queries run by callers"),

	/**
	 * Counter of background refreshes, by {@code outcome}.
	 */
	REFRESHES("accelerate.refreshes", "Background refreshes"),

	/**
	 * Counter of calls answered by another caller's load.
	 */
	JOINS("accelerate.joins", "Calls answered by the load of another caller"),

	/**
	 * Counter of accepted invalidations, by {@code cause}.
	 */
	INVALIDATIONS("accelerate.invalidations", "Accepted invalidations"),

	/**
	 * Gauge of the number of entries in the local store.
	 */
	ENTRIES("accelerate.entries", "Entries in the local store"),

	/**
	 * Gauge of the estimated weight of the local store, in bytes.
	 */
	WEIGHT("accelerate.weight", "Estimated memory of the entries in the local store"),

	/**
	 * Counter of entries evicted from the local store, for their weight or their age.
	 */
	EVICTIONS("accelerate.evictions", "Entries evicted from the local store"),

	/**
	 * Counter of checks that found a result invalid although only other rows were
	 * written.
	 */
	COLLISIONS("accelerate.collisions", "Checks that found a result invalid because slots of rows are shared"),

	/**
	 * Counter of failures that no caller saw, by {@code component}.
	 */
	FAILURES("accelerate.failures", "Failures of the cache that no caller saw"),

	/**
	 * Counter of calls that bypassed the cache, by {@code reason}, {@code repository} and
	 * {@code method}.
	 */
	BYPASSES("accelerate.bypasses", "Calls that bypassed the cache"),

	/**
	 * Gauge of the age of the newest record of the log when it was read.
	 */
	LOG_LAG("accelerate.log.lag", "Age of the newest record of the invalidation log when it was read"),

	/**
	 * Gauge of the time for which the log has not been read.
	 */
	LOG_SILENCE("accelerate.log.silence", "Time for which the invalidation log has not been read"),

	/**
	 * Counter of reads of the log, by {@code outcome}.
	 */
	LOG_POLLS("accelerate.log.polls", "Reads of the invalidation log"),

	/**
	 * Counter of records that were read from the log.
	 */
	LOG_ROWS("accelerate.log.rows", "Records read from the invalidation log"),

	/**
	 * Gauge of the number of positions that are missing in the log.
	 */
	LOG_HOLES("accelerate.log.holes", "Positions that are missing in the invalidation log"),

	/**
	 * Counter of old records that this instance has deleted.
	 */
	LOG_TRIMMED("accelerate.log.trimmed", "Old records deleted from the invalidation log");

	private final String id;

	private final String description;

	AccelerateMeter(String id, String description) {
		this.id = id;
		this.description = description;
	}

	/**
	 * Returns the name of the meter.
	 * @return the name, as in {@code /actuator/metrics}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Returns what the meter measures.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

}
