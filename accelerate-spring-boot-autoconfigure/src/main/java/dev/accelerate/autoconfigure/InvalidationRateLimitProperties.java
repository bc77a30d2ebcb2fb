package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the rate limit of the invalidations that the application asks for.
 */
public class InvalidationRateLimitProperties {

	/**
	 * Number of invalidations permitted in a period. Not limited if not set.
	 */
	private @Nullable Integer capacity;

	/**
	 * Length of a period. If a duration suffix is not specified, seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration period = Duration.ofMinutes(1);

	public @Nullable Integer getCapacity() {
		return this.capacity;
	}

	public void setCapacity(@Nullable Integer capacity) {
		this.capacity = capacity;
	}

	public Duration getPeriod() {
		return this.period;
	}

	public void setPeriod(Duration period) {
		this.period = period;
	}

}
