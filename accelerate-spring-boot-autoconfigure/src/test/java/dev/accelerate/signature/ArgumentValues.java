package dev.accelerate.signature;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Arguments of a query, and its signature with them.
 */
final class ArgumentValues {

	static final ArgumentEncoders ENCODERS = new ArgumentEncoders(List.of());

	private ArgumentValues() {
	}

	static QuerySignature sign(Object... arguments) {
		return sign(ENCODERS, arguments);
	}

	static QuerySignature sign(ArgumentEncoders encoders, Object... arguments) {
		Object[] all = (arguments != null) ? arguments : new Object[] { null };
		return new QuerySigner("query", encoders, List.of()).sign(all);
	}

	enum Plain {

		ONE, TWO

	}

	enum WithBodies {

		ONE {
			@Override
			int value() {
				return 1;
			}
		},
		TWO {
			@Override
			int value() {
				return 2;
			}
		};

		abstract int value();

	}

	static class Unknown {

		private final String value;

		Unknown(String value) {
			this.value = value;
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	record Pair(String left, @Nullable Object right) {
	}

	record OtherPair(String left, @Nullable Object right) {
	}

	record Holder(Unknown unknown) {
	}

}
