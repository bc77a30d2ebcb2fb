package dev.accelerate.signature;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Knowledge of arguments that are told apart by what they are made of: entities by their
 * identifier, embeddables by their attributes.
 */
public interface ArgumentParts {

	/**
	 * No such arguments are known.
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
	 * Return whether arguments of a declared type are made of parts.
	 * @param type the type of a parameter
	 * @return whether its parts are known
	 */
	boolean supports(Class<?> type);

	/**
	 * Return what an argument is made of.
	 * @param argument the argument
	 * @return the name of its type and its parts, or {@code null} if they are not known
	 */
	@Nullable List<@Nullable Object> partsOf(Object argument);

}
