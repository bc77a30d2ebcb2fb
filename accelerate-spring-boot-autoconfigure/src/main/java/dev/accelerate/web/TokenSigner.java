package dev.accelerate.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Signer of tokens by HMAC-SHA256. Without a signature, a client could make up a token
 * that no instance ever reaches. Without a signed expiry, it could send such a token for
 * ever once it has got one.
 */
final class TokenSigner {

	/**
	 * Least length of a secret.
	 */
	static final int SECRET_LENGTH = 32;

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * How far the clocks of instances may be apart. A token that is refused too early
	 * would show its client something older than its own write.
	 */
	private static final Duration CLOCKS = Duration.ofHours(1);

	/**
	 * Between a token, its expiry, and the signature of both. No token contains it.
	 */
	private static final char SEPARATOR = '_';

	/**
	 * Most characters that are looked at.
	 */
	private static final int LONGEST = 4096;

	private static final int HEX = 16;

	/**
	 * Bytes of a name. Secrets that have one by chance are those of applications whose
	 * cookies replace each other's.
	 */
	private static final int NAME_LENGTH = 4;

	private final SecretKeySpec key;

	private final Duration lifetime;

	private final InstantSource clock;

	/**
	 * Creates a signer.
	 * @param lifetime how long a signature is good for at least, by whichever clock
	 * @param clock the wall clock
	 * @throws AccelerateException with {@link ErrorCode#P6005} if the secret is too short
	 */
	TokenSigner(String secret, Duration lifetime, InstantSource clock) {
		if (secret.length() < SECRET_LENGTH) {
			throw new AccelerateException(ErrorCode.P6005, "accelerate.web.token-secret must have at least "
					+ SECRET_LENGTH + " characters, the same on every instance, if accelerate.web.token is cookie");
		}
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.lifetime = lifetime;
		this.clock = clock;
	}

	/**
	 * Returns a short text that stands for the secret, and does not give it away.
	 */
	String name() {
		return HexFormat.of().formatHex(mac("accelerate-token"), 0, NAME_LENGTH);
	}

	/**
	 * Returns a token with its expiry and its signature.
	 */
	String sign(String token) {
		long expiry = this.clock.instant().plus(this.lifetime).plus(CLOCKS).getEpochSecond();
		return signed(token + SEPARATOR + Long.toHexString(expiry));
	}

	private String signed(String token) {
		return token + SEPARATOR + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(token));
	}

	/**
	 * Returns the token of a text, or {@code null} if its signature does not fit or has
	 * expired.
	 */
	@Nullable String verify(@Nullable String text) {
		int token = (text != null && text.length() <= LONGEST) ? text.indexOf(SEPARATOR) : -1;
		int end = (text != null && token >= 0) ? text.indexOf(SEPARATOR, token + 1) : -1;
		if (text == null || end < 0) {
			return null;
		}
		byte[] expected = signed(text.substring(0, end)).getBytes(StandardCharsets.UTF_8);
		if (!MessageDigest.isEqual(expected, text.getBytes(StandardCharsets.UTF_8))) {
			return null;
		}
		long expiry = Long.parseLong(text, token + 1, end, HEX);
		return (this.clock.instant().getEpochSecond() <= expiry) ? text.substring(0, token) : null;
	}

	private byte[] signature(String token) {
		return mac("accelerate-token " + token);
	}

	private byte[] mac(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
