package dev.accelerate.snapshot;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;

import dev.accelerate.snapshot.Node.Weigher;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Estimates of retained memory in bytes, for a 64-bit JVM with compressed references.
 */
final class Weights {

	private static final Weigher PARTS = new Weigher() {

		@Override
		public long of(@Nullable Object value) {
			return Weights.of(value);
		}

		@Override
		public long ofAll(@Nullable Object[] values) {
			return Weights.ofAll(values);
		}

	};

	private static final int HEADER = Weigher.HEADER;

	private static final int REFERENCE = 4;

	private static final int SNAPSHOT = 48;

	private static final long OPAQUE = 1024;

	private Weights() {
	}

	static long of(@Nullable Object root, List<Node> entities) {
		long weight = SNAPSHOT + array(entities.size()) + of(root);
		for (Node entity : entities) {
			weight += entity.weight(PARTS);
		}
		return weight;
	}

	/**
	 * Weighs a value. Entities and references weigh nothing here: they are counted once,
	 * however often they are referred to.
	 */
	private static long of(@Nullable Object value) {
		if (value instanceof Node.EntityNode || value instanceof Node.ReferenceNode) {
			return 0;
		}
		if (value instanceof Node node) {
			return node.weight(PARTS);
		}
		return (value != null) ? ofLeaf(value) : 0;
	}

	private static long ofAll(@Nullable Object[] values) {
		long weight = array(values.length);
		for (Object value : values) {
			weight += of(value);
		}
		return weight;
	}

	static long ofLeaf(Object value) {
		if (value instanceof String string) {
			return 24 + align(HEADER + (isLatin1(string) ? string.length() : 2L * string.length()));
		}
		if (value instanceof Long || value instanceof Double) {
			return HEADER + 8;
		}
		if (ClassUtils.isPrimitiveWrapper(value.getClass())) {
			return HEADER;
		}
		if (value instanceof Enum<?> || value instanceof Class<?>) {
			return 0;
		}
		if (value instanceof UUID) {
			return 32;
		}
		if (value instanceof BigDecimal) {
			return 40;
		}
		if (value instanceof BigInteger integer) {
			return 40 + align(HEADER + integer.bitLength() / 8);
		}
		if (value.getClass().isArray()) {
			return ofArray(value);
		}
		if (value instanceof Record) {
			return HEADER + 8 + ofAll(ValueObjectType.of(value.getClass()).read(value)) - HEADER;
		}
		if (ContentWeight.isOf(value)) {
			return ofContent(value);
		}
		return value.getClass().getName().endsWith("DateTime") ? 72 : 24;
	}

	/**
	 * Weighs a value of several parts. A class closed to reflection gets a fixed weight,
	 * so that the result can still be weighed.
	 */
	private static long ofContent(Object value) {
		try {
			return ContentWeight.of(value);
		}
		catch (RuntimeException ex) {
			return OPAQUE;
		}
	}

	private static long ofArray(Object array) {
		int length = Array.getLength(array);
		if (array instanceof Object[] values) {
			return ofAll(values);
		}
		Class<?> component = array.getClass().getComponentType();
		int size = (component == long.class || component == double.class) ? 8
				: (component == int.class || component == float.class) ? 4
						: (component == short.class || component == char.class) ? 2 : 1;
		return align(HEADER + (long) size * length);
	}

	private static boolean isLatin1(String string) {
		for (int i = 0; i < string.length(); i++) {
			if (string.charAt(i) > 0xFF) {
				return false;
			}
		}
		return true;
	}

	private static long array(int length) {
		return align(HEADER + (long) REFERENCE * length);
	}

	private static long align(long bytes) {
		return (bytes + 7) & ~7L;
	}

}
