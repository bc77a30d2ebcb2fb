package dev.accelerate.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Signer of the calls of one query. Two signers are equal if they sign the same query.
 */
public final class QuerySigner {

	private static final int QUERY_BYTES = 16;

	private final String query;

	private final SingletonSupplier<String> mapping;

	private final int hash;

	private volatile byte @Nullable [] prefix;

	private final ArgumentEncoders encoders;

	private final SignatureContributor[] contributors;

	/**
	 * Creates a signer.
	 * @param query everything that distinguishes the query from every other: repository,
	 * method with its parameter types, query text
	 * @param mapping supplies the fingerprint of the mapping of what it reads, which is
	 * the same for all signers of the query in this JVM
	 * @param encoders the encoders of its arguments
	 * @param contributors the sources of what else its answer depends on
	 */
	public QuerySigner(String query, Supplier<String> mapping, ArgumentEncoders encoders,
			List<SignatureContributor> contributors) {
		this.query = query;
		this.mapping = SingletonSupplier.of(mapping);
		this.hash = query.hashCode();
		this.encoders = encoders;
		this.contributors = contributors.toArray(SignatureContributor[]::new);
	}

	/**
	 * Returns the signer of a signature.
	 * @param signature the signature
	 * @return what has signed the call
	 */
	public static QuerySigner of(QuerySignature signature) {
		return signature.signer();
	}

	/**
	 * Returns the signature of a call of a persistence unit without tenants.
	 * @param arguments the arguments of the call, which may hold {@code null}
	 * @return the signature
	 * @see #sign(Object[], TenantKey)
	 */
	public QuerySignature sign(Object[] arguments) {
		return sign(arguments, null);
	}

	/**
	 * Returns the signature of a call at this moment, on this thread.
	 * @param arguments the arguments of the call, which may hold {@code null}
	 * @param tenant the tenant of the call, or {@code null} if its persistence unit has
	 * none
	 * @return the signature, which may read from the array of the arguments until it is
	 * {@link QuerySignature#owned() owned}
	 * @throws UnsupportedArgumentException if an argument, a contribution or the
	 * identifier of the tenant has no canonical form
	 */
	public QuerySignature sign(Object[] arguments, @Nullable TenantKey tenant) {
		@Nullable Object[] values = withContributions(arguments, tenant);
		return this.encoders.areScalars(values) ? new QuerySignature(this, values)
				: new QuerySignature(this, encode(values));
	}

	private @Nullable Object[] withContributions(Object[] arguments, @Nullable TenantKey tenant) {
		int contributions = this.contributors.length;
		if (contributions == 0 && tenant == null) {
			return arguments;
		}
		int length = arguments.length + contributions + ((tenant != null) ? 1 : 0);
		@Nullable Object[] values = Arrays.copyOf(arguments, length, Object[].class);
		for (int i = 0; i < contributions; i++) {
			values[arguments.length + i] = this.contributors[i].contribute();
		}
		if (tenant != null) {
			values[length - 1] = tenant;
		}
		return values;
	}

	/**
	 * Returns the canonical bytes of a call. A collection that holds itself has none,
	 * because its encoding would never end.
	 */
	byte[] encode(@Nullable Object[] values) {
		CanonicalBytes out = new CanonicalBytes(prefix());
		for (Object value : values) {
			try {
				this.encoders.encode(value, out);
			}
			catch (StackOverflowError ex) {
				throw new UnsupportedArgumentException((value != null) ? value.getClass() : Object.class);
			}
		}
		return out.toByteArray();
	}

	/**
	 * Returns the bytes that begin the canonical bytes of every call. They are computed
	 * on demand, because many queries never need them.
	 */
	private byte[] prefix() {
		byte[] prefix = this.prefix;
		if (prefix == null) {
			String text = this.query + '\n' + mapping();
			prefix = Arrays.copyOf(QuerySignature.sha256(text.getBytes(StandardCharsets.UTF_8)), QUERY_BYTES);
			this.prefix = prefix;
		}
		return prefix;
	}

	String mapping() {
		return this.mapping.obtain();
	}

	/**
	 * Compares by the query that is signed.
	 */
	int compareTo(QuerySigner other) {
		return (this == other) ? 0 : this.query.compareTo(other.query);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof QuerySigner that && this.query.equals(that.query));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
