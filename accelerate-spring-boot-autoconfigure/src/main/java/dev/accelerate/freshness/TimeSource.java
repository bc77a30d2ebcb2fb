package dev.accelerate.freshness;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Source of the two times the cache needs: wall-clock time, which is shown to people, and
 * monotonic time, by which ages are judged. A step of the wall clock therefore neither
 * keeps a result alive nor ends it early.
 */
public final class TimeSource {

	private static final long RESOLUTION = TimeUnit.MILLISECONDS.toNanos(1);

	private final Clock clock;

	private final LongSupplier nanos;

	private final AtomicLong recent;

	/**
	 * Create a source of time.
	 * @param clock the wall clock
	 * @param nanos monotonic nanoseconds, as {@link System#nanoTime()}
	 */
	public TimeSource(Clock clock, LongSupplier nanos) {
		this.clock = Objects.requireNonNull(clock, "'clock' must not be null");
		this.nanos = Objects.requireNonNull(nanos, "'nanos' must not be null");
		this.recent = new AtomicLong(nanos.getAsLong());
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
		long now = this.nanos.getAsLong();
		// Not written each time, because all threads read it.
		if (now - this.recent.get() > RESOLUTION) {
			this.recent.accumulateAndGet(now, TimeSource::later);
		}
		return now;
	}

	/**
	 * Return the present as it was when somebody last asked for it, up to a millisecond
	 * less. It costs almost nothing, which asking a clock does not.
	 * @return a recent moment in the nanoseconds of {@link #nanos()}
	 */
	public long recentNanos() {
		return this.recent.get();
	}

	/**
	 * Return the later of two moments: a thread may be late to tell what it saw.
	 */
	private static long later(long one, long other) {
		return (other - one > 0) ? other : one;
	}

}
