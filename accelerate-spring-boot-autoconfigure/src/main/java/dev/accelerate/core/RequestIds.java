package dev.accelerate.core;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Source of identifiers that tell requests apart. Each is a UUID made of a random number
 * of this source and a counter. No source gives an identifier twice, and two sources
 * differ in 58 random bits. A counter is cheaper than a random number for every request.
 */
final class RequestIds {

	private static final long VERSION = 0x8000L;

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	private static final long SOURCE = ~0xF003L;

	private static final long BELOW_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

	private final long source;

	private final AtomicLong counter;

	RequestIds() {
		SecureRandom random = new SecureRandom();
		this.source = random.nextLong() & SOURCE;
		this.counter = new AtomicLong(random.nextLong());
	}

	/**
	 * Returns the next identifier, a UUID of version 8 (RFC 9562).
	 */
	String next() {
		long number = spread(this.counter.getAndIncrement());
		// The variant takes the place of the upper two bits of the number, so they go
		// here.
		long upper = this.source | VERSION | (number >>> 62);
		return new UUID(upper, VARIANT | (number & BELOW_VARIANT)).toString();
	}

	/**
	 * Maps each number to a different one, so that consecutive identifiers do not look
	 * alike.
	 */
	private static long spread(long number) {
		long product = number * 0x9E3779B97F4A7C15L;
		return product ^ (product >>> 32);
	}

}
