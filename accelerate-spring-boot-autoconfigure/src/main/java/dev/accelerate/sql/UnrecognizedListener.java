package dev.accelerate.sql;

/**
 * Listener to statements that are not understood. It is told of each kind until it
 * returns that it has noted the kind.
 */
@FunctionalInterface
public interface UnrecognizedListener {

	/**
	 * Called for a statement whose text does not show what it writes.
	 * @param shape its first words
	 * @return whether it has been noted
	 */
	boolean onStatement(String shape);

	/**
	 * Called for a statement that calls a function which may change data.
	 * @param name the name of the function
	 * @return whether it has been noted
	 */
	default boolean onFunction(String name) {
		return true;
	}

}
