package dev.accelerate.core;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reason for going past the cache.
 *
 * @param reason a short name for metrics
 * @param remedy what to change to have the call cached, for people; {@code null} if the
 * bypass is what was asked for
 */
public record Bypass(String reason, @Nullable String remedy) {

	public Bypass {
		Objects.requireNonNull(reason, "'reason' must not be null");
	}

}
