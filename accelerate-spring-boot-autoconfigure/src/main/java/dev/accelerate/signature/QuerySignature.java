package dev.accelerate.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Key of a cached result: a query with its arguments and everything else its answer
 * depends on. Two signatures are equal if their canonical bytes are, so no collision of
 * hashes can mix two results up. The {@link #digest()} for people and for shared stores
 * is computed only when it is asked for.
 */
public final class QuerySignature {

	private static final int DIGEST_BYTES = 20;

	private final byte[] canonical;

	private final int hash;

	private volatile @Nullable String digest;

	QuerySignature(byte[] canonical) {
		this.canonical = canonical;
		this.hash = Arrays.hashCode(canonical);
	}

	/**
	 * Return a stable digest: equal for the same query and arguments in every JVM,
	 * different otherwise. No argument can be read from it.
	 * @return the first 160 bits of the SHA-256 of the canonical bytes, in hexadecimal
	 */
	public String digest() {
		String digest = this.digest;
		if (digest == null) {
			digest = HexFormat.of().formatHex(sha256(this.canonical), 0, DIGEST_BYTES);
			this.digest = digest;
		}
		return digest;
	}

	/**
	 * Return how many bytes identify the call.
	 * @return the length of the canonical form
	 */
	public int length() {
		return this.canonical.length;
	}

	static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof QuerySignature that && this.hash == that.hash
				&& Arrays.equals(this.canonical, that.canonical);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	/**
	 * Return the digest, so that no argument ends up in a log.
	 */
	@Override
	public String toString() {
		return digest();
	}

}
