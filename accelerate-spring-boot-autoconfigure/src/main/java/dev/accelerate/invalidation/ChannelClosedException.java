package dev.accelerate.invalidation;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;

/**
 * Failure to write a record because the {@link InvalidationChannel} is not open, so that
 * nothing was sent to the database. Another channel of the same log may be open.
 */
public final class ChannelClosedException extends AccelerateException {

	/**
	 * Creates a failure.
	 * @param message what could not be recorded, and where
	 */
	public ChannelClosedException(String message) {
		super(ErrorCode.P6008, message);
	}

}
