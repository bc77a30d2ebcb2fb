package dev.accelerate.snapshot.codec;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when bytes are not those of a snapshot that can be used here. The result has to
 * be loaded again. A store that lets it pass has its call counted as a failure of the
 * store and answered from the database.
 */
public class UndecodableSnapshotException extends RuntimeException {

	private final Reason reason;

	/**
	 * Creates an exception.
	 * @param reason what is wrong with the bytes
	 * @param message the details, without values
	 * @param cause the failure that showed it, or {@code null}
	 */
	UndecodableSnapshotException(Reason reason, String message, @Nullable Throwable cause) {
		super(message + " (" + reason + ")", cause);
		this.reason = reason;
	}

	UndecodableSnapshotException(Reason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * Returns what is wrong with the bytes.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * What is wrong with the bytes.
	 */
	public enum Reason {

		/**
		 * They have another version of the format.
		 */
		VERSION,

		/**
		 * They were written for another mapping.
		 */
		MAPPING,

		/**
		 * They are no snapshot, or not as they were written.
		 */
		DAMAGED,

		/**
		 * They name a type that is not expected here.
		 */
		TYPE,

		/**
		 * They are too many, or would become too many objects.
		 */
		SIZE

	}

}
