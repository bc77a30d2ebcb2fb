package dev.accelerate.signature;

import java.util.List;

/**
 * Signing of a query with arguments.
 */
final class Signing {

	static final ArgumentEncoders ENCODERS = new ArgumentEncoders(List.of());

	private Signing() {
	}

	static QuerySignature sign(Object... arguments) {
		return sign(ENCODERS, arguments);
	}

	static QuerySignature sign(ArgumentEncoders encoders, Object... arguments) {
		Object[] all = (arguments != null) ? arguments : new Object[] { null };
		return new QuerySigner("query", () -> "", encoders, List.of()).sign(all);
	}

}
