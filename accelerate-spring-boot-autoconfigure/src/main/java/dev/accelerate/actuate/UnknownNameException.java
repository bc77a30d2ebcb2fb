package dev.accelerate.actuate;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;

/**
 * Thrown where a request names a method or an entry that there is not.
 */
final class UnknownNameException extends AccelerateException {

	private static final long serialVersionUID = 1;

	UnknownNameException(String message) {
		super(ErrorCode.P6005, message);
	}

}
