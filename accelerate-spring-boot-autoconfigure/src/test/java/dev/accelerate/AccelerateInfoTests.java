package dev.accelerate;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * {@link AccelerateInfo} and the other records of the API: what their constructors
 * refuse.
 */
class AccelerateInfoTests {

	private static final AccelerateInfo INFO = new AccelerateInfo(CacheStatus.TTL, Instant.EPOCH, "local", "request",
			"");

	@Test
	void refusesComponentsThatAreNull() {
		assertThatNullPointerException()
			.isThrownBy(() -> new AccelerateInfo(null, Instant.EPOCH, "local", "request", ""))
			.withMessage("'cacheStatus' must not be null");
		assertThatNullPointerException()
			.isThrownBy(() -> new AccelerateInfo(CacheStatus.TTL, null, "local", "request", ""))
			.withMessage("'lastModified' must not be null");
		assertThatNullPointerException()
			.isThrownBy(() -> new AccelerateInfo(CacheStatus.TTL, Instant.EPOCH, null, "request", ""))
			.withMessage("'region' must not be null");
		assertThatNullPointerException()
			.isThrownBy(() -> new AccelerateInfo(CacheStatus.TTL, Instant.EPOCH, "local", null, ""))
			.withMessage("'requestId' must not be null");
		assertThatNullPointerException()
			.isThrownBy(() -> new AccelerateInfo(CacheStatus.TTL, Instant.EPOCH, "local", "request", null))
			.withMessage("'signature' must not be null");
	}

	@Test
	void envelopeRefusesNoInfoButHoldsNoData() {
		assertThatNullPointerException().isThrownBy(() -> new Accelerated<>("data", null))
			.withMessage("'info' must not be null");
		assertThat(new Accelerated<>(null, INFO).data()).isNull();
	}

	@Test
	void receiptRefusesNoRequestId() {
		assertThatNullPointerException().isThrownBy(() -> new Invalidation(null))
			.withMessage("'requestId' must not be null");
	}

	@Test
	void exceptionRefusesNoCode() {
		assertThatNullPointerException().isThrownBy(() -> new AccelerateException(null, "message"))
			.withMessage("'code' must not be null");
	}

}
