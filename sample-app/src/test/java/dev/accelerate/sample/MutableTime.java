package dev.accelerate.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.freshness.TimeSource;

/**
 * Time of the query cache that stands still until it is moved.
 */
final class MutableTime extends Clock {

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	private final AtomicLong elapsed = new AtomicLong();

	TimeSource source() {
		return new TimeSource(this, this.elapsed::get);
	}

	void advance(Duration duration) {
		this.elapsed.addAndGet(duration.toNanos());
	}

	@Override
	public Instant instant() {
		return START.plusNanos(this.elapsed.get());
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
