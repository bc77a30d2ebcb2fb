package dev.accelerate.invalidation.table;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a poll whose answer cannot be trusted. Its message may be logged.
 */
class BrokenLogException extends SQLException {

	BrokenLogException(String reason, @Nullable Throwable cause) {
		super(reason, cause);
	}

}
