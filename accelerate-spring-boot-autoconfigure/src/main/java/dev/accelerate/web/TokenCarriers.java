package dev.accelerate.web;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Factory of the carriers of tokens.
 */
public final class TokenCarriers {

	/**
	 * How long a token is needed after every instance has heard of its write, or trusts
	 * itself no more: for the way to the browser and back.
	 */
	private static final Duration TRAVEL = Duration.ofMinutes(1);

	/**
	 * Longest time for which silence can be asked to be.
	 */
	private static final Duration LONGEST = Duration.ofDays(365);

	private TokenCarriers() {
	}

	/**
	 * Returns a carrier that uses a header. It is for clients that are trusted.
	 * @return the carrier
	 */
	public static TokenCarrier header() {
		return new HeaderTokenCarrier();
	}

	/**
	 * Returns a carrier that uses a signed cookie.
	 * @param secret the secret of all instances
	 * @param maxSilence how long an instance may not have heard of a write, and still
	 * answer from its cache
	 * @param clock the wall clock
	 * @return the carrier
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6005} if the secret is too short
	 */
	public static TokenCarrier cookie(String secret, Duration maxSilence, InstantSource clock) {
		Duration lifetime = TRAVEL.plus((maxSilence.compareTo(LONGEST) < 0) ? maxSilence : LONGEST);
		return new CookieTokenCarrier(new TokenSigner(secret, lifetime, clock), lifetime);
	}

}
