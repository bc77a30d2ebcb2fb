package dev.accelerate.signature;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Parts of the arguments that are distinguished by their parts: entities by their
 * identifier, embeddables by their attributes, criteria by the query that they make.
 */
public interface ArgumentParts {

	/**
	 * No such arguments.
	 */
	ArgumentParts NONE = new ArgumentParts() {

		@Override
		public boolean supports(Class<?> type) {
			return false;
		}

		@Override
		public @Nullable List<@Nullable Object> partsOf(Object argument) {
			return null;
		}

	};

	/**
	 * Returns whether arguments of a declared type are made of parts.
	 * @param type the type of a parameter
	 * @return whether its parts are known
	 */
	boolean supports(Class<?> type);

	/**
	 * Returns what an argument is made of.
	 * @param argument the argument
	 * @return the name of its type and its parts, or {@code null} if they are not known
	 */
	@Nullable List<@Nullable Object> partsOf(Object argument);

	/**
	 * Returns the parts of the arguments that either of two knows.
	 * @param others those that are asked for what is not known here
	 * @return both
	 */
	default ArgumentParts or(ArgumentParts others) {
		ArgumentParts first = this;
		return new ArgumentParts() {

			@Override
			public boolean supports(Class<?> type) {
				return first.supports(type) || others.supports(type);
			}

			@Override
			public @Nullable List<@Nullable Object> partsOf(Object argument) {
				return (first.supports(argument.getClass()) ? first : others).partsOf(argument);
			}

		};
	}

}
