package dev.accelerate.snapshot.codec;

import dev.accelerate.snapshot.Snapshot;

/**
 * Codec between snapshots and bytes, for stores outside this JVM.
 */
public interface SnapshotCodec {

	/**
	 * Returns the bytes of a snapshot.
	 * @param snapshot the snapshot
	 * @param mapping the fingerprint of the mapping, as
	 * {@link dev.accelerate.signature.QuerySignature#mapping()} returns it
	 * @return the bytes, which can be decoded in any JVM with the same mapping
	 * @throws UnencodableSnapshotException if it holds a value that has no encoding, or
	 * is too large
	 */
	byte[] encode(Snapshot snapshot, String mapping);

	/**
	 * Returns the snapshot of some bytes.
	 * @param bytes bytes from a store, which need not be trusted
	 * @param mapping the fingerprint of the mapping, as
	 * {@link dev.accelerate.signature.QuerySignature#mapping()} returns it
	 * @return the snapshot
	 * @throws UndecodableSnapshotException if they are not those of a snapshot of this
	 * mapping
	 */
	Snapshot decode(byte[] bytes, String mapping);

}
