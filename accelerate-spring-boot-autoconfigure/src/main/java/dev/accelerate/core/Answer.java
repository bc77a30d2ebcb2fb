package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.CacheStatus;
import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

/**
 * Answer to a call.
 *
 * @param data the result
 * @param status how the call was answered
 * @param lastModified when the load of the result began
 * @param signature the signature of the call, or {@code null} if it has none
 */
public record Answer(@Nullable Object data, CacheStatus status, Instant lastModified,
		@Nullable QuerySignature signature) {
}
