package dev.accelerate.signature;

/**
 * Encoder of arguments whose type the cache does not know. Beans of this type are asked,
 * in their order, before the built-in encodings.
 */
public interface ArgumentEncoder {

	/**
	 * Returns whether this encoder knows a type.
	 * @param type the declared type of a parameter at startup, and the class of an
	 * argument at each call
	 * @return whether arguments of the type can be encoded
	 */
	boolean supports(Class<?> type);

	/**
	 * Returns the canonical bytes of an argument. In every JVM they are equal for
	 * arguments that ask for the same result, and different for all others.
	 * @param argument the argument, never {@code null}
	 * @return its canonical bytes, never {@code null}
	 */
	byte[] encode(Object argument);

}
