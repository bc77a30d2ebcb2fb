package dev.accelerate.invalidation.table;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Time since the log was read last. It is logged when it grows too long, and when it
 * ends.
 */
final class Silence {

	private static final Log logger = LogFactory.getLog(Silence.class);

	private final String what;

	private final long longest;

	private final LongSupplier nanos;

	private volatile long heard;

	private boolean warned;

	/**
	 * Creates a silence that begins now.
	 * @param what the name of the table
	 */
	Silence(String what, Duration longest, LongSupplier nanos) {
		this.what = what;
		this.longest = longest.toNanos();
		this.nanos = nanos;
		this.heard = nanos.getAsLong();
	}

	/**
	 * Records that the log was read.
	 * @param moment when it was asked
	 */
	void heard(long moment) {
		this.heard = moment;
		if (this.warned && nanos() < this.longest) {
			this.warned = false;
			logger.info("The invalidation log " + this.what + " is read again. Results are served from the cache.");
		}
	}

	/**
	 * Records that a read of the log failed.
	 */
	void failed(@Nullable Throwable failure) {
		if (!this.warned && nanos() >= this.longest) {
			this.warned = true;
			logger.warn("The invalidation log " + this.what + " could not be read for " + nanos() / 1_000_000 + " ms ("
					+ describe(failure) + "). Until it is read again, every read goes to the database.");
		}
		logger.debug("The invalidation log could not be read", failure);
	}

	private static String describe(@Nullable Throwable failure) {
		if (failure == null) {
			return "no answer";
		}
		if (failure instanceof BrokenLogException) {
			return String.valueOf(failure.getMessage());
		}
		String state = (failure instanceof SQLException ex && ex.getSQLState() != null)
				? ", SQL state " + ex.getSQLState() : "";
		return failure.getClass().getName() + state;
	}

	/**
	 * Returns the nanoseconds since the log was read.
	 */
	long nanos() {
		return this.nanos.getAsLong() - this.heard;
	}

}
