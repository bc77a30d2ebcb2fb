package dev.accelerate.snapshot.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.ValueObjectType;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the values in nodes.
 */
final class ValueReader {

	private final List<Object> complete = new ArrayList<>();

	private final ObjectCount count = new ObjectCount();

	private final PayloadReader in;

	private final SnapshotTypes types;

	ValueReader(PayloadReader in, SnapshotTypes types) {
		this.in = in;
		this.types = types;
	}

	/**
	 * Reads the next tag.
	 */
	int begin(int depth) {
		int tag = this.in.readByte();
		if (depth > ObjectCount.MAXIMUM_DEPTH) {
			throw PayloadReader.damaged("Values that are nested too deep");
		}
		if (tag != Tags.AGAIN) {
			count(this.count.add());
		}
		return tag;
	}

	/**
	 * Reads a value that is no node.
	 */
	@Nullable Object read(int depth) {
		return read(begin(depth), depth);
	}

	/**
	 * Reads a value that is no node, after its tag.
	 */
	@Nullable Object read(int tag, int depth) {
		LeafEncoding<?> leaf = LeafEncodings.of(tag);
		if (leaf != null) {
			return leaf.read(this.in);
		}
		return switch (tag) {
			case Tags.NULL -> null;
			case Tags.CLASS -> readType();
			case Tags.ENUM -> readConstant();
			case Tags.OBJECT_ARRAY -> readArray(depth);
			case Tags.AGAIN -> plain(readAgain());
			case Tags.OBJECT -> {
				int before = this.count.total() - 1;
				Object object = readObject(depth);
				complete(object, before);
				yield object;
			}
			case Tags.JDK_COLLECTION -> {
				int before = this.count.total() - 1;
				Object collection = readCollection(depth);
				complete(collection, before);
				yield collection;
			}
			default -> throw PayloadReader.damaged("A tag that is not expected here");
		};
	}

	private Object readObject(int depth) {
		Class<?> type = readValueType();
		return ValueObjectType.of(type).build(readFields(type, readAll(depth)));
	}

	/**
	 * Checks the number of values of an object.
	 */
	static @Nullable Object[] readFields(Class<?> type, List<@Nullable Object> values) {
		if (values.size() != ValueObjectType.of(type).size()) {
			throw new UndecodableSnapshotException(Reason.TYPE,
					"A number of values that does not fit " + type.getName());
		}
		return values.toArray();
	}

	private Object readCollection(int depth) {
		JdkCollectionKind kind = JdkCollectionKind.of(this.in.readIndex(JdkCollectionKind.number()));
		List<@Nullable Object> items = readAll(depth);
		if (kind.isMap() && items.size() % 2 != 0) {
			throw PayloadReader.damaged("A key without a value");
		}
		return kind.build(items);
	}

	private Object readArray(int depth) {
		Class<?> component = readType();
		List<@Nullable Object> items = readAll(depth);
		if (component.isPrimitive()) {
			throw PayloadReader.damaged("Objects in an array of primitives");
		}
		return items.toArray((Object[]) Array.newInstance(component, items.size()));
	}

	private List<@Nullable Object> readAll(int depth) {
		int number = this.in.readCount();
		List<@Nullable Object> values = new ArrayList<>(number);
		for (int i = 0; i < number; i++) {
			values.add(read(depth + 1));
		}
		return values;
	}

	private Object readConstant() {
		Class<?> type = readType();
		String name = this.in.readName();
		if (type.isEnum()) {
			for (Object constant : type.getEnumConstants()) {
				if (((Enum<?>) constant).name().equals(name)) {
					return constant;
				}
			}
		}
		throw new UndecodableSnapshotException(Reason.TYPE, "No constant of " + type.getName());
	}

	/**
	 * Checks that what appears again is no node, which belongs in the result only.
	 */
	private static Object plain(Object object) {
		if (object instanceof Node) {
			throw PayloadReader.damaged("A part of the result in a value");
		}
		return object;
	}

	Object readAgain() {
		int index = this.in.readIndex(this.complete.size());
		count(this.count.addAgain(index));
		return this.complete.get(index);
	}

	int objects() {
		return this.count.total();
	}

	void complete(Object object, int before) {
		this.count.complete(before);
		this.complete.add(object);
	}

	private static void count(boolean few) {
		if (!few) {
			throw new UndecodableSnapshotException(Reason.SIZE, "The snapshot is made of too many objects");
		}
	}

	/**
	 * Reads the name of a class on the list.
	 */
	Class<?> readType() {
		int dimensions = this.in.readIndex(ValueWriter.MAXIMUM_DIMENSIONS);
		Class<?> type = this.types.named(this.in.readName());
		if (type == null) {
			throw new UndecodableSnapshotException(Reason.TYPE, "A class that no mapping names");
		}
		for (int i = 0; i < dimensions; i++) {
			type = type.arrayType();
		}
		return type;
	}

	/**
	 * Reads the name of a class of which an instance follows.
	 */
	Class<?> readValueType() {
		Class<?> type = readType();
		if (!this.types.isValue(type)) {
			throw new UndecodableSnapshotException(Reason.TYPE, "Values of " + type.getName());
		}
		return type;
	}

}
