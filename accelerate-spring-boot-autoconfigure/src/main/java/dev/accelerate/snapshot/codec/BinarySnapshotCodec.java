package dev.accelerate.snapshot.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;

/**
 * {@link SnapshotCodec} whose bytes are a header and a payload in a format of our own.
 * The header has the version of the format, the fingerprint of the mapping that the
 * snapshot was made by, and the length and the checksum of the payload.
 *
 * <p>
 * Bytes may come from anyone. They are decoded to a snapshot that has only what the
 * {@link SnapshotTypes} list, or refused. A checksum is no signature: whoever can write
 * to the store can change the values of a result.
 */
public final class BinarySnapshotCodec implements SnapshotCodec {

	/**
	 * Version of the format. Any change of the bytes needs another one.
	 */
	static final int VERSION = 1;

	/**
	 * Length of the header: magic number, version, fingerprint, length and checksum.
	 */
	static final int HEADER = 4 + 2 + 16 + 4 + 4;

	/**
	 * The most bytes that a snapshot may take, unless something else is said.
	 */
	private static final int MAXIMUM_SIZE = 64 << 20;

	private static final int MAGIC = 0x41435331;

	private final SnapshotTypes types;

	private final int maximumSize;

	/**
	 * Creates a codec of snapshots of up to 64 MB.
	 * @param types what snapshots may name
	 */
	public BinarySnapshotCodec(SnapshotTypes types) {
		this(types, MAXIMUM_SIZE);
	}

	/**
	 * Creates a codec.
	 * @param types what snapshots may name
	 * @param maximumSize the most bytes that a snapshot may take
	 */
	public BinarySnapshotCodec(SnapshotTypes types, int maximumSize) {
		this.types = types;
		this.maximumSize = maximumSize;
	}

	@Override
	public byte[] encode(Snapshot snapshot, String mapping) {
		PayloadWriter out = new PayloadWriter(HEADER, this.maximumSize);
		new NodeWriter(out, this.types).write(snapshot);
		byte[] bytes = out.toByteArray();
		if (bytes.length > this.maximumSize) {
			throw new UnencodableSnapshotException("The snapshot takes more than " + this.maximumSize + " bytes");
		}
		ByteBuffer.wrap(bytes)
			.putInt(MAGIC)
			.putShort((short) VERSION)
			.put(bytes(mapping))
			.putInt(bytes.length - HEADER)
			.putInt(checksum(bytes));
		return bytes;
	}

	@Override
	public Snapshot decode(byte[] bytes, String mapping) {
		check(bytes, bytes(mapping));
		try {
			return new NodeReader(new PayloadReader(bytes, HEADER), this.types).read();
		}
		catch (UndecodableSnapshotException ex) {
			throw ex;
		}
		catch (RuntimeException | StackOverflowError ex) {
			// What builds values refuses some of them, such as the 31st of February.
			throw new UndecodableSnapshotException(Reason.DAMAGED, "A value that cannot be", ex);
		}
	}

	private void check(byte[] bytes, byte[] fingerprint) {
		if (bytes.length > this.maximumSize) {
			throw new UndecodableSnapshotException(Reason.SIZE, "More than " + this.maximumSize + " bytes");
		}
		if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
			throw PayloadReader.damaged("No snapshot");
		}
		ByteBuffer header = ByteBuffer.wrap(bytes, Integer.BYTES, HEADER - Integer.BYTES);
		short version = header.getShort();
		if (version != VERSION) {
			throw new UndecodableSnapshotException(Reason.VERSION, "Version " + version + " of the format");
		}
		byte[] written = new byte[fingerprint.length];
		header.get(written);
		if (!Arrays.equals(written, fingerprint)) {
			throw new UndecodableSnapshotException(Reason.MAPPING, "A snapshot of another mapping");
		}
		if (header.getInt() != bytes.length - HEADER || header.getInt() != checksum(bytes)) {
			throw PayloadReader.damaged("A length or a checksum that does not fit the payload");
		}
	}

	private static int checksum(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, HEADER, bytes.length - HEADER);
		return (int) checksum.getValue();
	}

	private static byte[] bytes(String fingerprint) {
		byte[] bytes = HexFormat.of().parseHex(fingerprint);
		if (bytes.length != 16) {
			throw new IllegalArgumentException("A fingerprint has 32 hexadecimal digits");
		}
		return bytes;
	}

}
