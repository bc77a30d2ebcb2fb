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
	 * Creates a source of time.
	 * @param clock the wall clock
	 * @param nanos monotonic nanoseconds, as {@link System#nanoTime()}
	 */
	public TimeSource(Clock clock, LongSupplier nanos) {
		this.clock = Objects.requireNonNull(clock, "'clock' must not be null");
		this.nanos = Objects.requireNonNull(nanos, "'nanos' must not be null");
		this.recent = new AtomicLong(nanos.getAsLong());
	}

	/**
	 * Returns the time of this machine.
	 * @return the system's source of time
	 */
	public static TimeSource system() {
		return new TimeSource(Clock.systemUTC(), System::nanoTime);
	}

	/**
	 * Returns the present by the wall clock.
	 * @return the present, for people
	 */
	public Instant instant() {
		return this.clock.instant();
	}

	/**
	 * Returns the present in monotonic nanoseconds.
	 * @return the present, for ages
	 */
	public long nanos() {
		long now = this.nanos.getAsLong();
		// Not written on every call, because all threads read it.
		if (now - this.recent.get() > RESOLUTION) {
			this.recent.accumulateAndGet(now, TimeSource::later);
		}
		return now;
	}

	/**
	 * Returns what {@link #nanos()} last returned to any thread, or up to a millisecond
	 * less. This costs almost nothing, unlike asking a clock.
	 * @return a recent moment in the nanoseconds of {@link #nanos()}
	 */
	public long recentNanos() {
		return this.recent.get();
	}

	/**
	 * Returns the later of two moments, because a slow thread must not set the time back.
	 */
	private static long later(long one, long other) {
		return (other - one > 0) ? other : one;
	}

}
