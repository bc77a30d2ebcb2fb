package dev.accelerate.jpa.rows.read;

/**
 * Exception for a query of which it cannot be told what it selects in terms of rows.
 */
final class UnknownShapeException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param reason the reason, as the end of a sentence
	 */
	UnknownShapeException(String reason) {
		super(reason, null, false, false);
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
