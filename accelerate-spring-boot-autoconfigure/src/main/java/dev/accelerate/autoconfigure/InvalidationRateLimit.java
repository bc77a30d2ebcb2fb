package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import io.github.bucket4j.Bucket;

import org.springframework.util.ClassUtils;

/**
 * Rate limit of invalidations, implemented with Bucket4j.
 */
final class InvalidationRateLimit {

	private InvalidationRateLimit() {
	}

	/**
	 * Returns the permits of a rate limit.
	 * @throws AccelerateException with {@link ErrorCode#P6001} if a limit is configured
	 * and Bucket4j is not on the class path
	 */
	static BooleanSupplier of(InvalidationRateLimitProperties properties) {
		Integer capacity = properties.getCapacity();
		if (capacity == null) {
			return () -> true;
		}
		PropertiesMapper.requirePositive(capacity, "accelerate.invalidation.rate-limit.capacity");
		Duration period = PropertiesMapper.cut(properties.getPeriod());
		PropertiesMapper.require(period.toNanos() > 0, "accelerate.invalidation.rate-limit.period",
				properties.getPeriod(), "It must be positive.");
		if (!ClassUtils.isPresent("io.github.bucket4j.Bucket", ClassUtils.getDefaultClassLoader())) {
			throw new AccelerateException(ErrorCode.P6001, "accelerate.invalidation.rate-limit needs Bucket4j: "
					+ "add com.bucket4j:bucket4j_jdk17-core to the class path, or remove the property");
		}
		return Buckets.of(capacity, period);
	}

	/**
	 * Use of Bucket4j, in a class of its own so that Bucket4j is needed only if a limit
	 * is configured.
	 */
	private static final class Buckets {

		static BooleanSupplier of(int capacity, Duration period) {
			Bucket bucket = Bucket.builder()
				.addLimit((limit) -> limit.capacity(capacity).refillGreedy(capacity, period))
				.build();
			return () -> bucket.tryConsume(1);
		}

	}

}
