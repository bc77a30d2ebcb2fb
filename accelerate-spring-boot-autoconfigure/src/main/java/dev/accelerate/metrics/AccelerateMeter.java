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
	 * Counter of failures that no caller saw, by {@code component}.
	 */
	FAILURES("accelerate.failures", "Failures of the cache that no caller saw"),

	/**
	 * Counter of calls that bypassed the cache, by {@code reason}, {@code repository} and
	 * {@code method}.
	 */
	BYPASSES("accelerate.bypasses", "Calls that bypassed the cache");

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
