package dev.accelerate.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Properties of tokens in HTTP requests.
 */
public class WebProperties {

	/**
	 * Where a token travels. With it, a client reads what it has written, whichever
	 * instance answers.
	 */
	private Token token = Token.OFF;

	/**
	 * Secret that signs the cookies of tokens, of at least 32 characters. It is the same
	 * on every instance, and another one for each application.
	 */
	private @Nullable String tokenSecret;

	public Token getToken() {
		return this.token;
	}

	public void setToken(Token token) {
		this.token = token;
	}

	public @Nullable String getTokenSecret() {
		return this.tokenSecret;
	}

	public void setTokenSecret(@Nullable String tokenSecret) {
		this.tokenSecret = tokenSecret;
	}

	/**
	 * Where a token travels.
	 */
	public enum Token {

		/**
		 * Nowhere.
		 */
		OFF,

		/**
		 * In the header Accelerate-Token, for clients that are trusted.
		 */
		HEADER,

		/**
		 * In a signed cookie.
		 */
		COOKIE

	}

}
