package dev.accelerate.snapshot.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;

/**
 * Reader of a payload that may come from anyone. Every length is compared with the bytes
 * that are left before anything of that length is made.
 */
final class PayloadReader {

	private final List<String> names = new ArrayList<>();

	private final byte[] bytes;

	private int position;

	PayloadReader(byte[] bytes, int position) {
		this.bytes = bytes;
		this.position = position;
	}

	int remaining() {
		return this.bytes.length - this.position;
	}

	int readByte() {
		require(1);
		return this.bytes[this.position++] & 0xFF;
	}

	boolean readBoolean() {
		int value = readByte();
		if (value > 1) {
			throw damaged("A truth value of " + value);
		}
		return value == 1;
	}

	/**
	 * Reads the number of things of which each takes at least one byte.
	 */
	int readCount() {
		return readCount(1);
	}

	/**
	 * Reads the number of things of a size.
	 */
	int readCount(int size) {
		long count = readVariable();
		if (count < 0 || count > remaining() / size) {
			throw damaged("A length beyond the end");
		}
		return (int) count;
	}

	/**
	 * Reads a number that is the position of something.
	 */
	int readIndex(int bound) {
		long index = readVariable();
		if (index < 0 || index >= bound) {
			throw damaged("A position beyond the end");
		}
		return (int) index;
	}

	long readNumber() {
		long value = readVariable();
		return (value >>> 1) ^ -(value & 1);
	}

	int readInt() {
		return Math.toIntExact(readNumber());
	}

	private long readVariable() {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			int next = readByte();
			value |= (long) (next & 0x7F) << shift;
			if (next < 0x80) {
				if (next == 0 && shift > 0 || shift == 63 && next > 1) {
					throw damaged("A number that is longer than it need be");
				}
				return value;
			}
		}
		throw damaged("A number without end");
	}

	long readFixed(int size) {
		require(size);
		long value = 0;
		for (int i = 0; i < size; i++) {
			value = (value << 8) | (this.bytes[this.position++] & 0xFF);
		}
		return value;
	}

	byte[] readBytes() {
		int length = readCount();
		this.position += length;
		return Arrays.copyOfRange(this.bytes, this.position - length, this.position);
	}

	String readString() {
		long form = readVariable();
		boolean latin = (form & 1) == 0;
		long chars = form >>> 1;
		if (chars > remaining() / (latin ? 1 : 2)) {
			throw damaged("A length beyond the end");
		}
		int length = (int) chars;
		if (latin) {
			this.position += length;
			return new String(this.bytes, this.position - length, length, StandardCharsets.ISO_8859_1);
		}
		char[] text = new char[length];
		for (int i = 0; i < length; i++) {
			text[i] = (char) readFixed(2);
		}
		return new String(text);
	}

	String readName() {
		int index = readIndex(this.names.size() + 1);
		if (index == this.names.size()) {
			this.names.add(readString());
		}
		return this.names.get(index);
	}

	private void require(int more) {
		if (remaining() < more) {
			throw damaged("The payload ends too early");
		}
	}

	static UndecodableSnapshotException damaged(String message) {
		return new UndecodableSnapshotException(Reason.DAMAGED, message);
	}

}
