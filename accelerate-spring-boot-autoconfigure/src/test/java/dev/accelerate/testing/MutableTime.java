package dev.accelerate.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.freshness.TimeSource;

/**
 * Time that stands still until it is moved.
 */
public class MutableTime extends Clock {

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	private final AtomicLong elapsed = new AtomicLong();

	private volatile Duration step = Duration.ZERO;

	/**
	 * Return a source of this time.
	 */
	public TimeSource source() {
		return new TimeSource(this, this.elapsed::get);
	}

	/**
	 * Let time go by.
	 */
	public void advance(Duration duration) {
		this.elapsed.addAndGet(duration.toNanos());
	}

	/**
	 * Set the wall clock by a step, as an operator or a time server does.
	 */
	public void stepWallClock(Duration by) {
		this.step = this.step.plus(by);
	}

	@Override
	public Instant instant() {
		return START.plusNanos(this.elapsed.get()).plus(this.step);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
