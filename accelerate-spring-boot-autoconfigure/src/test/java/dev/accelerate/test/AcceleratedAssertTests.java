package dev.accelerate.test;

import java.time.Instant;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link AcceleratedAssert}.
 */
class AcceleratedAssertTests {

	private static Accelerated<String> answered(CacheStatus status) {
		return new Accelerated<>("data", new AccelerateInfo(status, Instant.EPOCH, "local", "1", ""));
	}

	private static void check(boolean passes, Runnable assertion) {
		if (passes) {
			assertion.run();
		}
		else {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run);
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyAssertionPassesForItsStatusesOnly(CacheStatus status) {
		AcceleratedAssert<String> answered = AcceleratedAssert.assertThat(answered(status));
		check(status == CacheStatus.TTL || status == CacheStatus.SWR, answered::isHit);
		check(status == CacheStatus.MISS, answered::isMiss);
		check(status == CacheStatus.NONE, answered::isUncached);
		for (CacheStatus expected : CacheStatus.values()) {
			check(status == expected, () -> answered.hasStatus(expected));
		}
	}

	@Test
	void aFailureSaysWhatWasExpectedAndWhatWas() {
		AcceleratedAssert<String> answered = AcceleratedAssert.assertThat(answered(CacheStatus.MISS));
		assertThatThrownBy(answered::isHit).hasMessageContaining("hit").hasMessageContaining("MISS");
		assertThatThrownBy(answered::isUncached).hasMessageContaining("NONE").hasMessageContaining("MISS");
	}

	@Test
	void furtherAssertionsSeeTheData() {
		AcceleratedAssert<String> answered = AcceleratedAssert.assertThat(answered(CacheStatus.TTL));
		answered.satisfiesData((data) -> check(data.equals("data"), () -> {
		}));
		assertThatThrownBy(() -> answered.satisfiesData((data) -> {
			throw new AssertionError("Seen " + data);
		})).hasMessage("Seen data");
	}

	@Test
	void nothingIsNoAnswer() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> AcceleratedAssert.<String>assertThat(null).isHit());
	}

}
