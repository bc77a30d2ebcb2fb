package dev.accelerate.freshness;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Source of the two times the cache needs: wall-clock time, which is shown to people, and
 * monotonic time, by which ages are judged. A step of the wall clock therefore neither
 * keeps a result alive nor ends it early.
 */
public final class TimeSource {

	private final Clock clock;

	private final LongSupplier nanos;

	/**
	 * Create a source of time.
	 * @param clock the wall clock
	 * @param nanos monotonic nanoseconds, as {@link System#nanoTime()}
	 */
	public TimeSource(Clock clock, LongSupplier nanos) {
		this.clock = Objects.requireNonNull(clock, "'clock' must not be null");
		this.nanos = Objects.requireNonNull(nanos, "'nanos' must not be null");
	}

	/**
	 * Return the time of this machine.
	 * @return the system's source of time
	 */
	public static TimeSource system() {
		return new TimeSource(Clock.systemUTC(), System::nanoTime);
	}

	/**
	 * Return the present by the wall clock.
	 * @return the present, for people
	 */
	public Instant instant() {
		return this.clock.instant();
	}

	/**
	 * Return the present in monotonic nanoseconds.
	 * @return the present, for ages
	 */
	public long nanos() {
		return this.nanos.getAsLong();
	}

}
