package dev.accelerate.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the health of the cache.
 */
public class HealthProperties {

	/**
	 * Most failures in a minute with which the health is up. None by default, so that no
	 * failure of the cache takes an application down, which answers from the database.
	 */
	private @Nullable Integer maximumFailures;

	public @Nullable Integer getMaximumFailures() {
		return this.maximumFailures;
	}

	public void setMaximumFailures(@Nullable Integer maximumFailures) {
		this.maximumFailures = maximumFailures;
	}

}
