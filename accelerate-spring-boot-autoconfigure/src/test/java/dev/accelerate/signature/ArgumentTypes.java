package dev.accelerate.signature;

import org.jspecify.annotations.Nullable;

/**
 * Types of arguments that a signature can be made of, and one that it cannot.
 */
final class ArgumentTypes {

	private ArgumentTypes() {
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
