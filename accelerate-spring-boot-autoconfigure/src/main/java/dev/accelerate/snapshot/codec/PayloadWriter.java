package dev.accelerate.snapshot.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Growing array of bytes to which a payload is written. Whole numbers take as few bytes
 * as they need. A name is written once, and then by its number.
 */
final class PayloadWriter {

	private final Map<String, Integer> names = new HashMap<>();

	private final int maximumSize;

	private byte[] bytes;

	private int length;

	PayloadWriter(int header, int maximumSize) {
		this.bytes = new byte[Math.max(512, header)];
		this.length = header;
		this.maximumSize = maximumSize;
	}

	void writeByte(int value) {
		ensure(1);
		this.bytes[this.length++] = (byte) value;
	}

	/**
	 * Writes a length, or another number that is rarely negative.
	 */
	void writeCount(int value) {
		writeVariable(value & 0xFFFFFFFFL);
	}

	/**
	 * Writes a number that may as well be negative.
	 */
	void writeNumber(long value) {
		writeVariable((value << 1) ^ (value >> 63));
	}

	private void writeVariable(long value) {
		ensure(10);
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			this.bytes[this.length++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		this.bytes[this.length++] = (byte) rest;
	}

	void writeFixed(long value, int size) {
		ensure(size);
		for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
			this.bytes[this.length++] = (byte) (value >>> shift);
		}
	}

	void writeBytes(byte[] value) {
		writeCount(value.length);
		ensure(value.length);
		System.arraycopy(value, 0, this.bytes, this.length, value.length);
		this.length += value.length;
	}

	/**
	 * Writes a text: one byte for each char where all are Latin-1, and two otherwise, by
	 * which lone surrogates are kept.
	 */
	@SuppressWarnings("deprecation")
	void writeString(String value) {
		int chars = value.length();
		if (isLatin(value)) {
			writeVariable((long) chars << 1);
			ensure(chars);
			// Of all ways to copy the low bytes, only this one makes no array.
			value.getBytes(0, chars, this.bytes, this.length);
			this.length += chars;
			return;
		}
		writeVariable(((long) chars << 1) | 1);
		ensure(2L * chars);
		for (int i = 0; i < chars; i++) {
			char c = value.charAt(i);
			this.bytes[this.length++] = (byte) (c >>> 8);
			this.bytes[this.length++] = (byte) c;
		}
	}

	private static boolean isLatin(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) > 0xFF) {
				return false;
			}
		}
		return true;
	}

	void writeName(String name) {
		Integer known = this.names.putIfAbsent(name, this.names.size());
		writeCount((known != null) ? known : this.names.size() - 1);
		if (known == null) {
			writeString(name);
		}
	}

	int length() {
		return this.length;
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.length);
	}

	private void ensure(long more) {
		long needed = this.length + more;
		if (needed > this.maximumSize + 10L) {
			throw new UnencodableSnapshotException("The snapshot takes more than " + this.maximumSize + " bytes");
		}
		if (needed > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes,
					(int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * this.bytes.length, needed)));
		}
	}

}
