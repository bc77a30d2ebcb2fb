package dev.accelerate.snapshot.codec;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Encoding of the values of one class of the JDK that hold no other values.
 *
 * @param tag the byte before each
 * @param type the class
 * @param writer writes one
 * @param reader reads one
 */
record LeafEncoding<T>(int tag, Class<T> type, BiConsumer<PayloadWriter, T> writer, Function<PayloadReader, T> reader) {

	/**
	 * Adds an encoding to a list, with the next tag.
	 */
	static <T> void add(List<LeafEncoding<?>> all, Class<T> type, BiConsumer<PayloadWriter, T> writer,
			Function<PayloadReader, T> reader) {
		all.add(new LeafEncoding<>(Tags.LEAVES + all.size(), type, writer, reader));
	}

	/**
	 * Writes a value, with its tag.
	 */
	void write(PayloadWriter out, Object value) {
		out.writeByte(this.tag);
		this.writer.accept(out, this.type.cast(value));
	}

	/**
	 * Reads a value, after its tag.
	 */
	T read(PayloadReader in) {
		return this.reader.apply(in);
	}

}
