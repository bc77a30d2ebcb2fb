package dev.accelerate;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of an answer: how a read was answered. In JSON it is the name in lower case, as
 * in Prisma Accelerate's {@code cacheStatus}.
 */
public enum CacheStatus {

	/**
	 * From the cache, within the time-to-live; the database was not asked.
	 */
	TTL,

	/**
	 * From the cache, within the stale-while-revalidate window; a refresh runs in the
	 * background.
	 */
	SWR,

	/**
	 * From the database, because the cache had no valid result for the call's strategy.
	 */
	MISS,

	/**
	 * From the database, because no strategy applied or the cache was bypassed.
	 */
	NONE;

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * Returns the status as it is written in JSON and in metrics.
	 * @return {@code ttl}, {@code swr}, {@code miss} or {@code none}
	 */
	@JsonValue
	public String value() {
		return this.value;
	}

}
