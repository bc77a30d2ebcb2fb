package dev.accelerate.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Signer of the calls of one query.
 */
public final class QuerySigner {

	private static final int QUERY_BYTES = 16;

	private final byte[] query;

	private final ArgumentEncoders encoders;

	private final List<SignatureContributor> contributors;

	/**
	 * Create a signer.
	 * @param query everything that tells the query from every other: repository, method
	 * with its parameter types, query text
	 * @param encoders the encoders of its arguments
	 * @param contributors what else its answer depends on
	 */
	public QuerySigner(String query, ArgumentEncoders encoders, List<SignatureContributor> contributors) {
		this.query = Arrays.copyOf(QuerySignature.sha256(query.getBytes(StandardCharsets.UTF_8)), QUERY_BYTES);
		this.encoders = encoders;
		this.contributors = List.copyOf(contributors);
	}

	/**
	 * Return the signature of a call at this moment, on this thread.
	 * @param arguments the arguments of the call, which may hold {@code null}
	 * @return the signature
	 * @throws UnsupportedArgumentException if an argument or a contribution has no
	 * canonical form
	 */
	public QuerySignature sign(Object[] arguments) {
		CanonicalBytes out = new CanonicalBytes(this.query);
		for (Object argument : arguments) {
			encode(argument, out);
		}
		for (SignatureContributor contributor : this.contributors) {
			this.encoders.encode(contributor.contribute(), out);
		}
		return new QuerySignature(out.toByteArray());
	}

	/**
	 * Encode an argument. A collection that holds itself would never end.
	 */
	private void encode(@Nullable Object argument, CanonicalBytes out) {
		try {
			this.encoders.encode(argument, out);
		}
		catch (StackOverflowError ex) {
			throw new UnsupportedArgumentException((argument != null) ? argument.getClass() : Object.class);
		}
	}

}
