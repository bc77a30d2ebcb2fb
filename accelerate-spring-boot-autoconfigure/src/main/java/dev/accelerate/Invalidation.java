package dev.accelerate;

import java.util.Objects;

/**
 * Receipt for an accepted invalidation.
 *
 * @param requestId an identifier of this invalidation, different for each, never
 * {@code null}
 */
public record Invalidation(String requestId) {

	public Invalidation {
		Objects.requireNonNull(requestId, "'requestId' must not be null");
	}

}
