package dev.accelerate;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the query cache itself refuses a request. A query's own failure is never
 * wrapped in it.
 */
public class AccelerateException extends RuntimeException {

	private final ErrorCode code;

	/**
	 * Creates an exception.
	 * @param code the code, never {@code null}
	 * @param message what was refused, and why
	 */
	public AccelerateException(ErrorCode code, String message) {
		this(code, message, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param code the code, never {@code null}
	 * @param message what was refused, and why
	 * @param cause the cause, may be {@code null}
	 */
	public AccelerateException(ErrorCode code, String message, @Nullable Throwable cause) {
		super(code + ": " + message, cause);
		this.code = Objects.requireNonNull(code, "'code' must not be null");
	}

	/**
	 * Returns the code.
	 * @return the code, never {@code null}
	 */
	public ErrorCode code() {
		return this.code;
	}

}
