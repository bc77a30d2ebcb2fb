package dev.accelerate.signature;

/**
 * Thrown when an argument has no canonical form, so the call has no signature. The
 * message names types only, never a value.
 */
public class UnsupportedArgumentException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param type the class of the argument
	 */
	public UnsupportedArgumentException(Class<?> type) {
		super("No canonical form is known for arguments of type " + type.getName());
	}

}
