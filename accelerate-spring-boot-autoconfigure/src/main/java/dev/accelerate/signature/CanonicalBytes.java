package dev.accelerate.signature;

import java.util.Arrays;

/**
 * Growing array of bytes to which canonical forms are written. Every form begins with a
 * kind and, where its length varies, carries its length. So no two sequences of values
 * have the same bytes.
 */
final class CanonicalBytes {

	private byte[] bytes;

	private int length;

	CanonicalBytes(byte[] prefix) {
		this.bytes = Arrays.copyOf(prefix, prefix.length + 48);
		this.length = prefix.length;
	}

	void writeByte(int value) {
		ensure(1);
		this.bytes[this.length++] = (byte) value;
	}

	void writeInt(int value) {
		ensure(4);
		for (int shift = 24; shift >= 0; shift -= 8) {
			this.bytes[this.length++] = (byte) (value >>> shift);
		}
	}

	void writeLong(long value) {
		writeInt((int) (value >>> 32));
		writeInt((int) value);
	}

	void writeBytes(byte[] value) {
		writeInt(value.length);
		ensure(value.length);
		System.arraycopy(value, 0, this.bytes, this.length, value.length);
		this.length += value.length;
	}

	/**
	 * Writes a text char by char, because no charset keeps lone surrogates apart.
	 */
	void writeString(String value) {
		int chars = value.length();
		writeInt(chars);
		ensure(2 * chars);
		for (int i = 0; i < chars; i++) {
			char c = value.charAt(i);
			this.bytes[this.length++] = (byte) (c >>> 8);
			this.bytes[this.length++] = (byte) c;
		}
	}

	void writeNamed(char kind, Class<?> type, String value) {
		writeByte(kind);
		writeString(type.getName());
		writeString(value);
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.length);
	}

	private void ensure(int more) {
		if (this.bytes.length - this.length < more) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.bytes.length, this.length + more));
		}
	}

}
