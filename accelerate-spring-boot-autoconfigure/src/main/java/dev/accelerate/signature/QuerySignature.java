package dev.accelerate.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Key of a cached result: a query with its arguments and everything else its answer
 * depends on. Two signatures are equal if their canonical bytes are, so a collision of
 * hashes cannot mix up two results. Where all values are simple, the values themselves
 * are compared, to the same effect. The bytes, and the {@link #digest()} that people and
 * shared stores see, are then computed only on demand.
 *
 * <p>
 * Signatures have an order, so that a map can find one among thousands with the same
 * hash. Arguments often come from outside, and texts with equal hashes are easy to make.
 */
public final class QuerySignature implements Comparable<QuerySignature> {

	private static final int DIGEST_BYTES = 20;

	private static final int OVERHEAD = 56;

	private final QuerySigner signer;

	private final @Nullable Object @Nullable [] values;

	private final byte @Nullable [] canonical;

	private final int hash;

	private volatile @Nullable String digest;

	/**
	 * Creates a signature of simple values. The array is not copied.
	 */
	QuerySignature(QuerySigner signer, @Nullable Object[] values) {
		this.signer = signer;
		this.values = values;
		this.canonical = null;
		this.hash = 31 * signer.hashCode() + Arrays.hashCode(values);
	}

	/**
	 * Creates a signature of values of any kind.
	 */
	QuerySignature(QuerySigner signer, byte[] canonical) {
		this.signer = signer;
		this.values = null;
		this.canonical = canonical;
		this.hash = Arrays.hashCode(canonical);
	}

	/**
	 * Returns a signature that can be kept: it shares no array with the call.
	 * @return an equal signature
	 */
	public QuerySignature owned() {
		return (this.values != null) ? new QuerySignature(this.signer, this.values.clone()) : this;
	}

	/**
	 * Returns a stable digest. In every JVM it is equal for the same query and arguments,
	 * and different otherwise. No argument can be read from it.
	 * @return the first 160 bits of the SHA-256 of the canonical bytes, in hexadecimal
	 */
	public String digest() {
		String digest = this.digest;
		if (digest == null) {
			digest = computeDigest();
			this.digest = digest;
		}
		return digest;
	}

	private String computeDigest() {
		byte[] bytes = (this.values != null) ? this.signer.encode(this.values) : Objects.requireNonNull(this.canonical);
		return HexFormat.of().formatHex(sha256(bytes), 0, DIGEST_BYTES);
	}

	/**
	 * Returns whether this signature has a digest. A digest that is not known yet is not
	 * kept, so that a search among all signatures does not make them larger.
	 * @param digest a digest
	 * @return whether it is that of this signature
	 */
	public boolean hasDigest(String digest) {
		String known = this.digest;
		return digest.equals((known != null) ? known : computeDigest());
	}

	/**
	 * Returns the signer of the query.
	 */
	QuerySigner signer() {
		return this.signer;
	}

	/**
	 * Returns the fingerprint of the mapping of what the query reads. It is part of the
	 * digest.
	 * @return 32 hexadecimal digits
	 */
	public String mapping() {
		return this.signer.mapping();
	}

	/**
	 * Returns an estimate of the memory the signature retains.
	 * @return the weight in bytes
	 */
	public long weight() {
		if (this.values == null) {
			return OVERHEAD + Objects.requireNonNull(this.canonical).length;
		}
		long weight = OVERHEAD;
		for (Object value : this.values) {
			weight += Integer.BYTES + weight(value);
		}
		return weight;
	}

	private static long weight(@Nullable Object value) {
		if (value instanceof String string) {
			return OVERHEAD + bytes(string);
		}
		return (value instanceof TenantKey tenant) ? 24 + weight(tenant.identifier()) : 24;
	}

	private static long bytes(String string) {
		for (int i = 0; i < string.length(); i++) {
			if (string.charAt(i) > 0xFF) {
				return 2L * string.length();
			}
		}
		return string.length();
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
		if (this == other) {
			return true;
		}
		if (!(other instanceof QuerySignature that) || this.hash != that.hash || !this.signer.equals(that.signer)) {
			return false;
		}
		return (this.values != null) ? that.values != null && Arrays.equals(this.values, that.values)
				: Arrays.equals(this.canonical, that.canonical);
	}

	/**
	 * Compares by the hash first, and then by what makes signatures equal. The result is
	 * 0 for equal signatures. It may also be 0 where values have no natural order.
	 */
	@Override
	public int compareTo(QuerySignature other) {
		int result = Integer.compare(this.hash, other.hash);
		result = (result != 0) ? result : this.signer.compareTo(other.signer);
		if (result != 0) {
			return result;
		}
		if (this.values == null || other.values == null) {
			return Arrays.compare(this.canonical, other.canonical);
		}
		return Arrays.compare(this.values, other.values, ValueOrder.INSTANCE);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	/**
	 * Returns the digest, so that no argument ends up in a log.
	 */
	@Override
	public String toString() {
		return digest();
	}

}
