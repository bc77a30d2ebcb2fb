package dev.accelerate.core;

import java.util.Objects;

/**
 * Reason for going past the cache.
 *
 * @param reason a short name for metrics
 * @param remedy what to change to have the call cached, for people
 */
public record Bypass(String reason, String remedy) {

	public Bypass {
		Objects.requireNonNull(reason, "'reason' must not be null");
		Objects.requireNonNull(remedy, "'remedy' must not be null");
	}

}
