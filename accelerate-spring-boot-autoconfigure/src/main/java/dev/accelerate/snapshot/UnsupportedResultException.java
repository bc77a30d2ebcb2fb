package dev.accelerate.snapshot;

/**
 * Thrown when a result holds something of which no neutral copy can be made. The message
 * names types only, never a value.
 */
public class UnsupportedResultException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what cannot be copied
	 */
	public UnsupportedResultException(String message) {
		super(message);
	}

}
