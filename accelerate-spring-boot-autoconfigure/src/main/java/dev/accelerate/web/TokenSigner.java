package dev.accelerate.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Signer of tokens by HMAC-SHA256. Without a signature, a client could make up a token
 * that no instance ever reaches.
 */
final class TokenSigner {

	/**
	 * Least length of a secret.
	 */
	static final int SECRET_LENGTH = 32;

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * Between a token and its signature. No token contains it.
	 */
	private static final char SEPARATOR = '_';

	/**
	 * Most characters that are looked at.
	 */
	private static final int LONGEST = 4096;

	private final SecretKeySpec key;

	/**
	 * Creates a signer.
	 * @throws AccelerateException with {@link ErrorCode#P6005} if the secret is too short
	 */
	TokenSigner(String secret) {
		if (secret.length() < SECRET_LENGTH) {
			throw new AccelerateException(ErrorCode.P6005, "accelerate.web.token-secret must have at least "
					+ SECRET_LENGTH + " characters, the same on every instance, if accelerate.web.token is cookie");
		}
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Returns a token with its signature.
	 */
	String sign(String token) {
		return token + SEPARATOR + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(token));
	}

	/**
	 * Returns the token of a text, or {@code null} if its signature does not fit.
	 */
	@Nullable String verify(@Nullable String signed) {
		int end = (signed != null && signed.length() <= LONGEST) ? signed.indexOf(SEPARATOR) : -1;
		if (signed == null || end < 0) {
			return null;
		}
		String token = signed.substring(0, end);
		byte[] expected = sign(token).getBytes(StandardCharsets.UTF_8);
		return MessageDigest.isEqual(expected, signed.getBytes(StandardCharsets.UTF_8)) ? token : null;
	}

	private byte[] signature(String token) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(("accelerate-token " + token).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
