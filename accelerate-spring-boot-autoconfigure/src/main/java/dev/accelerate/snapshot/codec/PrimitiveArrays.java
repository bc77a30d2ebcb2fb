package dev.accelerate.snapshot.codec;

import java.util.List;

/**
 * Encodings of arrays of primitives.
 */
final class PrimitiveArrays {

	private PrimitiveArrays() {
	}

	static void addTo(List<LeafEncoding<?>> all) {
		LeafEncoding.add(all, int[].class, (out, values) -> {
			out.writeCount(values.length);
			for (int value : values) {
				out.writeFixed(value, 4);
			}
		}, (in) -> {
			int[] values = new int[in.readCount(4)];
			for (int i = 0; i < values.length; i++) {
				values[i] = (int) in.readFixed(4);
			}
			return values;
		});
		LeafEncoding.add(all, long[].class, (out, values) -> {
			out.writeCount(values.length);
			for (long value : values) {
				out.writeFixed(value, 8);
			}
		}, (in) -> {
			long[] values = new long[in.readCount(8)];
			for (int i = 0; i < values.length; i++) {
				values[i] = in.readFixed(8);
			}
			return values;
		});
		LeafEncoding.add(all, double[].class, (out, values) -> {
			out.writeCount(values.length);
			for (double value : values) {
				out.writeFixed(Double.doubleToRawLongBits(value), 8);
			}
		}, (in) -> {
			double[] values = new double[in.readCount(8)];
			for (int i = 0; i < values.length; i++) {
				values[i] = Double.longBitsToDouble(in.readFixed(8));
			}
			return values;
		});
		LeafEncoding.add(all, float[].class, (out, values) -> {
			out.writeCount(values.length);
			for (float value : values) {
				out.writeFixed(Float.floatToRawIntBits(value), 4);
			}
		}, (in) -> {
			float[] values = new float[in.readCount(4)];
			for (int i = 0; i < values.length; i++) {
				values[i] = Float.intBitsToFloat((int) in.readFixed(4));
			}
			return values;
		});
		addSmall(all);
	}

	private static void addSmall(List<LeafEncoding<?>> all) {
		LeafEncoding.add(all, short[].class, (out, values) -> {
			out.writeCount(values.length);
			for (short value : values) {
				out.writeFixed(value, 2);
			}
		}, (in) -> {
			short[] values = new short[in.readCount(2)];
			for (int i = 0; i < values.length; i++) {
				values[i] = (short) in.readFixed(2);
			}
			return values;
		});
		LeafEncoding.add(all, char[].class, (out, values) -> {
			out.writeCount(values.length);
			for (char value : values) {
				out.writeFixed(value, 2);
			}
		}, (in) -> {
			char[] values = new char[in.readCount(2)];
			for (int i = 0; i < values.length; i++) {
				values[i] = (char) in.readFixed(2);
			}
			return values;
		});
		LeafEncoding.add(all, boolean[].class, (out, values) -> {
			out.writeCount(values.length);
			for (boolean value : values) {
				out.writeByte(value ? 1 : 0);
			}
		}, (in) -> {
			boolean[] values = new boolean[in.readCount()];
			for (int i = 0; i < values.length; i++) {
				values[i] = in.readBoolean();
			}
			return values;
		});
	}

}
