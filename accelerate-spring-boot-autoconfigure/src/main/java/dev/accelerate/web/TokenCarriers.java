package dev.accelerate.web;

/**
 * Factory of the carriers of tokens.
 */
public final class TokenCarriers {

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
	 * @return the carrier
	 */
	public static TokenCarrier cookie(String secret) {
		return new CookieTokenCarrier(new TokenSigner(secret));
	}

}
