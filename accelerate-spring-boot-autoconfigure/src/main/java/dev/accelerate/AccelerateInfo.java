package dev.accelerate;

import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Information on how a read was answered. No component is ever {@code null}.
 *
 * @param cacheStatus how the read was answered
 * @param lastModified when the load of the answered data began; ISO-8601 in JSON
 * @param region the configured region of this application, {@code local} by default
 * @param requestId an identifier of this request, different for each
 * @param signature a stable digest of the query and its arguments; empty for a call that
 * has no key
 */
public record AccelerateInfo(CacheStatus cacheStatus, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant lastModified,
		String region, String requestId, String signature) {

	public AccelerateInfo {
		Objects.requireNonNull(cacheStatus, "'cacheStatus' must not be null");
		Objects.requireNonNull(lastModified, "'lastModified' must not be null");
		Objects.requireNonNull(region, "'region' must not be null");
		Objects.requireNonNull(requestId, "'requestId' must not be null");
		Objects.requireNonNull(signature, "'signature' must not be null");
	}

}
