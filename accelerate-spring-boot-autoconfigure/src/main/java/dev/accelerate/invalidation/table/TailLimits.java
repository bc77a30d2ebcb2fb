package dev.accelerate.invalidation.table;

import java.time.Duration;

/**
 * Limits of how a table is read.
 *
 * @param rows the most rows that one poll reads
 * @param jump the most missing ids that count as holes at either end of a gap; there are
 * never as many open transactions
 * @param patience how long a hole may be open before it is filled
 * @param trimInterval how long to wait between trimmings
 * @param trimBatch the most rows that one transaction removes
 * @param idle how long the table is polled after the last read of the application
 */
record TailLimits(int rows, int jump, Duration patience, Duration trimInterval, int trimBatch, Duration idle) {

	static final TailLimits DEFAULT = new TailLimits(10_000, 10_000, Duration.ofSeconds(1), Duration.ofMinutes(1),
			10_000, Duration.ofMinutes(1));

}
