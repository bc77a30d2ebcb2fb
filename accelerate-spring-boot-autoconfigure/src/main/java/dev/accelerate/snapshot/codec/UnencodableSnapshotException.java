package dev.accelerate.snapshot.codec;

/**
 * Thrown when a snapshot holds something that the format has no encoding for. It can then
 * be kept only in this JVM. The message names types only, never a value.
 */
public class UnencodableSnapshotException extends RuntimeException {

	UnencodableSnapshotException(String message) {
		super(message);
	}

}
