package dev.accelerate.snapshot;

/**
 * Signals that a callback of the application failed when a session was given the entities
 * of a snapshot. The session holds them nevertheless, as it does after a query whose
 * callback fails.
 */
@SuppressWarnings("serial")
public final class RestoreCallbackException extends RuntimeException {

	private final RuntimeException failure;

	/**
	 * Creates an exception.
	 * @param failure what the callback threw, which belongs to the caller
	 */
	public RestoreCallbackException(RuntimeException failure) {
		super(failure);
		this.failure = failure;
	}

	/**
	 * Returns what the callback threw.
	 * @return the failure
	 */
	public RuntimeException failure() {
		return this.failure;
	}

}
