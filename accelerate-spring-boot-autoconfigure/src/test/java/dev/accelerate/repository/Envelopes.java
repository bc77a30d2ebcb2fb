package dev.accelerate.repository;

import java.time.Instant;

import dev.accelerate.AccelerateInfo;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;

/**
 * Envelopes as an application fills them.
 */
final class Envelopes {

	private Envelopes() {
	}

	static <T> Accelerated<T> of(T data) {
		return new Accelerated<>(data, new AccelerateInfo(CacheStatus.NONE, Instant.EPOCH, "mine", "1", "own"));
	}

}
