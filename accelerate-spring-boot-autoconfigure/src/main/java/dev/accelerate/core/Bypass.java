package dev.accelerate.core;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reason for bypassing the cache.
 *
 * @param reason a short name for metrics
 * @param remedy what a developer can change to have the call cached; {@code null} if the
 * bypass was asked for
 */
public record Bypass(String reason, @Nullable String remedy) {

	public Bypass {
		Objects.requireNonNull(reason, "'reason' must not be null");
	}

}
