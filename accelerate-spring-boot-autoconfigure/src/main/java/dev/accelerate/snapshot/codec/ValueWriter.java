package dev.accelerate.snapshot.codec;

import java.lang.reflect.InaccessibleObjectException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.snapshot.ImmutableTypes;
import dev.accelerate.snapshot.ValueObjectType;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the values in nodes. An object that appears again is written once.
 */
final class ValueWriter {

	/**
	 * Bound of the number of dimensions of an array.
	 */
	static final int MAXIMUM_DIMENSIONS = 8;

	private final Map<Object, Integer> written = new IdentityHashMap<>();

	private final ObjectCount count = new ObjectCount();

	private final PayloadWriter out;

	private final SnapshotTypes types;

	ValueWriter(PayloadWriter out, SnapshotTypes types) {
		this.out = out;
		this.types = types;
	}

	/**
	 * Writes a value that is no node.
	 */
	void write(@Nullable Object value, int depth) {
		if (value == null) {
			begin(Tags.NULL, depth);
			return;
		}
		LeafEncoding<?> leaf = LeafEncodings.of(value.getClass());
		if (leaf != null) {
			count(this.count.add());
			leaf.write(this.out, value);
		}
		else if (value instanceof Enum<?> constant) {
			begin(Tags.ENUM, depth);
			writeType(constant.getDeclaringClass());
			this.out.writeName(constant.name());
		}
		else if (value instanceof Class<?> type) {
			begin(Tags.CLASS, depth);
			writeType(type);
		}
		else if (value instanceof Object[] array) {
			begin(Tags.OBJECT_ARRAY, depth);
			writeType(array.getClass().getComponentType());
			writeAll(Arrays.asList(array), depth);
		}
		else if (!wroteBefore(value)) {
			int before = this.count.total();
			writeObject(value, depth);
			complete(value, before);
		}
	}

	private void writeObject(Object value, int depth) {
		JdkCollectionKind kind = JdkCollectionKind.of(value);
		if (kind != null) {
			begin(Tags.JDK_COLLECTION, depth);
			this.out.writeCount(kind.ordinal());
			writeAll(JdkCollectionKind.items(value), depth);
			return;
		}
		if (!this.types.isValue(value.getClass()) || !ObjectForm.isPlain(value) || isOneOfItsKind(value)) {
			throw new UnencodableSnapshotException("A value of the type " + value.getClass().getName());
		}
		begin(Tags.OBJECT, depth);
		writeType(value.getClass());
		writeAll(Arrays.asList(fieldsOf(value)), depth);
	}

	/**
	 * Returns whether a value may be compared by its identity: an attribute has it as it
	 * is, and its class has no other equality. A converter may give the same instance to
	 * every query.
	 */
	private boolean isOneOfItsKind(Object value) {
		return this.types.isAttributeType(value.getClass()) && !ObjectForm.hasEquality(value)
				&& ImmutableTypes.isShareable(value);
	}

	private static @Nullable Object[] fieldsOf(Object value) {
		try {
			return ValueObjectType.of(value.getClass()).read(value);
		}
		catch (InaccessibleObjectException ex) {
			throw new UnencodableSnapshotException("The closed type " + value.getClass().getName());
		}
	}

	private void writeAll(List<@Nullable Object> values, int depth) {
		this.out.writeCount(values.size());
		for (Object value : values) {
			write(value, depth + 1);
		}
	}

	/**
	 * Writes the tag of a value or node.
	 */
	void begin(int tag, int depth) {
		if (depth > ObjectCount.MAXIMUM_DEPTH) {
			throw new UnencodableSnapshotException("Values that are nested deeper than " + ObjectCount.MAXIMUM_DEPTH);
		}
		count(this.count.add());
		this.out.writeByte(tag);
	}

	/**
	 * Writes the number of an object that was complete before.
	 * @return whether it was
	 */
	boolean wroteBefore(Object value) {
		Integer known = this.written.get(value);
		if (known == null) {
			return false;
		}
		count(this.count.addAgain(known));
		this.out.writeByte(Tags.AGAIN);
		this.out.writeCount(known);
		return true;
	}

	int objects() {
		return this.count.total();
	}

	void complete(Object value, int before) {
		this.written.put(value, this.count.complete(before));
	}

	private static void count(boolean few) {
		if (!few) {
			throw new UnencodableSnapshotException("The snapshot is made of too many objects");
		}
	}

	/**
	 * Writes the name of a class, with the number of its dimensions if it is one of
	 * arrays.
	 */
	void writeType(Class<?> type) {
		Class<?> component = type;
		int dimensions = 0;
		for (; component.isArray(); component = component.getComponentType()) {
			dimensions++;
		}
		if (this.types.named(component.getName()) != component || dimensions >= MAXIMUM_DIMENSIONS) {
			throw new UnencodableSnapshotException("The type " + component.getName() + ", which no mapping names");
		}
		this.out.writeCount(dimensions);
		this.out.writeName(component.getName());
	}

}
