package dev.accelerate.test;

import java.util.function.Consumer;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions on how a read was answered.
 *
 * @param <T> the type of the result
 */
public final class AcceleratedAssert<T extends @Nullable Object>
		extends AbstractAssert<AcceleratedAssert<T>, Accelerated<T>> {

	private AcceleratedAssert(Accelerated<T> actual) {
		super(actual, AcceleratedAssert.class);
	}

	/**
	 * Creates assertions on an answered read.
	 * @param <T> the type of the result
	 * @param actual the answered read
	 * @return the assertions
	 */
	public static <T extends @Nullable Object> AcceleratedAssert<T> assertThat(Accelerated<T> actual) {
		return new AcceleratedAssert<>(actual);
	}

	/**
	 * Verifies that the cache answered, fresh or stale.
	 * @return this assertion
	 */
	public AcceleratedAssert<T> isHit() {
		if (status() != CacheStatus.TTL && status() != CacheStatus.SWR) {
			failWithMessage("Expected a hit (TTL or SWR) but the status is %s", status());
		}
		return this;
	}

	/**
	 * Verifies that the database answered, because the cache could not.
	 * @return this assertion
	 */
	public AcceleratedAssert<T> isMiss() {
		return hasStatus(CacheStatus.MISS);
	}

	/**
	 * Verifies that the cache was not used at all.
	 * @return this assertion
	 */
	public AcceleratedAssert<T> isUncached() {
		return hasStatus(CacheStatus.NONE);
	}

	/**
	 * Verifies the status.
	 * @param expected the expected status
	 * @return this assertion
	 */
	public AcceleratedAssert<T> hasStatus(CacheStatus expected) {
		if (status() != expected) {
			failWithMessage("Expected the status %s but it is %s", expected, status());
		}
		return this;
	}

	/**
	 * Verifies the result with further assertions.
	 * @param assertions the assertions on the result
	 * @return this assertion
	 */
	public AcceleratedAssert<T> satisfiesData(Consumer<T> assertions) {
		isNotNull();
		assertions.accept(this.actual.data());
		return this;
	}

	private CacheStatus status() {
		isNotNull();
		return this.actual.info().cacheStatus();
	}

}
