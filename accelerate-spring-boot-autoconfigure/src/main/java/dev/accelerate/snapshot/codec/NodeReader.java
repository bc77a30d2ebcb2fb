package dev.accelerate.snapshot.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.snapshot.CloneableTypes;
import dev.accelerate.snapshot.ImmutableTypes;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Node.ContainerKind;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.TupleColumn;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;

/**
 * Reader of the nodes of one snapshot. It makes only what a {@code ResultSnapshotter}
 * could have made: each kind of node only where it belongs, and nothing that callers
 * would share although they can change it.
 */
final class NodeReader {

	private static final ContainerKind[] CONTAINERS = ContainerKind.values();

	private static final Node.Unfetched[] UNFETCHED = Node.Unfetched.values();

	private final List<Node> entities = new ArrayList<>();

	private final PayloadReader in;

	private final SnapshotTypes types;

	private final ValueReader values;

	private final RequestReader requests;

	NodeReader(PayloadReader in, SnapshotTypes types) {
		this.in = in;
		this.types = types;
		this.values = new ValueReader(in, types);
		this.requests = new RequestReader(in, this.values);
	}

	Snapshot read() {
		int number = this.in.readCount(2);
		for (int i = 0; i < number; i++) {
			this.entities.add(readEntity(i));
		}
		for (Node node : this.entities) {
			if (node instanceof Node.EntityNode entity) {
				fill(entity);
			}
		}
		Object root = readResult(0);
		if (this.in.remaining() > 0) {
			throw PayloadReader.damaged("Bytes after the end");
		}
		return new Snapshot(root, List.copyOf(this.entities));
	}

	private Node readEntity(int index) {
		int kind = this.in.readIndex(3);
		String name = this.in.readName();
		if (!this.types.isEntity(name)) {
			throw new UndecodableSnapshotException(Reason.TYPE, "An entity that is not mapped");
		}
		return (kind == 0) ? new Node.ReferenceNode(index, name, required(this.values.read(0)))
				: new Node.EntityNode(index, name, kind == 2);
	}

	private void fill(Node.EntityNode entity) {
		Object id = required(readMapped(0));
		@Nullable Object[] attributes = readAllMapped(0);
		if (!this.types.hasAttributes(entity.entityName(), attributes.length)) {
			throw new UndecodableSnapshotException(Reason.MAPPING,
					"A number of attributes that does not fit " + entity.entityName());
		}
		entity.fill(id, attributes);
	}

	private static Object required(@Nullable Object value) {
		if (value == null) {
			throw PayloadReader.damaged("Nothing where there must be something");
		}
		return value;
	}

	/**
	 * Reads a value of an entity.
	 */
	private @Nullable Object readMapped(int depth) {
		int tag = this.values.begin(depth);
		return switch (tag) {
			case Tags.ENTITY -> readIndexed();
			case Tags.UNFETCHED -> UNFETCHED[this.in.readIndex(UNFETCHED.length)];
			case Tags.EMBEDDABLE -> new Node.EmbeddableNode(readAllMapped(depth));
			case Tags.ENTRY -> new Node.EntryNode(readMapped(depth + 1), readMapped(depth + 1));
			case Tags.COLLECTION -> readCollection(depth);
			default -> this.values.read(tag, depth);
		};
	}

	private @Nullable Object[] readAllMapped(int depth) {
		@Nullable Object[] all = new Object[this.in.readCount()];
		for (int i = 0; i < all.length; i++) {
			all[i] = readMapped(depth + 1);
		}
		return all;
	}

	private Node readIndexed() {
		return this.entities.get(this.in.readIndex(this.entities.size()));
	}

	private Node readCollection(int depth) {
		String role = this.in.readName();
		if (!this.types.isRole(role)) {
			throw new UndecodableSnapshotException(Reason.TYPE, "A collection that is not mapped");
		}
		Object key = this.values.read(depth + 1);
		return new Node.CollectionNode(role, key, this.in.readBoolean() ? readAllMapped(depth) : null);
	}

	/**
	 * Reads a part of the result.
	 */
	private @Nullable Object readResult(int depth) {
		int tag = this.values.begin(depth);
		return switch (tag) {
			case Tags.ENTITY -> readIndexed();
			case Tags.COLLECTION -> readCollection(depth);
			case Tags.CONTAINER -> readContainer(depth);
			case Tags.PAGE, Tags.SLICE -> readPage(tag, depth);
			case Tags.WINDOW -> readWindow(depth);
			case Tags.MAP -> readMap(depth);
			case Tags.ARRAY -> readArray(depth);
			case Tags.TUPLE -> readTuple(depth);
			case Tags.CLONEABLE -> readCloneable(depth);
			case Tags.PROJECTION -> readProjection(depth);
			case Tags.VALUE_OBJECT, Tags.REPEATED_VALUE_OBJECT -> readValueObject(tag, depth);
			case Tags.AGAIN -> shareable(this.values.readAgain());
			default -> shareable(this.values.read(tag, depth));
		};
	}

	private @Nullable Object[] readAllResults(int depth) {
		@Nullable Object[] all = new Object[this.in.readCount()];
		for (int i = 0; i < all.length; i++) {
			all[i] = readResult(depth + 1);
		}
		return all;
	}

	private static @Nullable Object shareable(@Nullable Object value) {
		if (value != null && !(value instanceof Node) && !ImmutableTypes.isShareable(value)) {
			throw PayloadReader.damaged("A value that would be shared although it can be changed");
		}
		return value;
	}

	private Node readContainer(int depth) {
		ContainerKind kind = CONTAINERS[this.in.readIndex(CONTAINERS.length)];
		@Nullable Object[] items = readAllResults(depth);
		if ((kind == ContainerKind.OPTIONAL && items.length > 1)
				|| (kind == ContainerKind.FUTURE && items.length != 1)) {
			throw PayloadReader.damaged("A number of items that does not fit the container");
		}
		return new Node.ContainerNode(kind, items);
	}

	private Node readPage(int tag, int depth) {
		Pageable pageable = this.requests.readPageable();
		if (tag == Tags.PAGE) {
			long total = this.in.readNumber();
			return new Node.PageNode(readAllResults(depth), pageable, total);
		}
		boolean hasNext = this.in.readBoolean();
		return new Node.SliceNode(readAllResults(depth), pageable, hasNext);
	}

	private Node readWindow(int depth) {
		boolean hasNext = this.in.readBoolean();
		@Nullable Object[] content = readAllResults(depth);
		List<ScrollPosition> positions = new ArrayList<>(content.length);
		for (int i = 0; i < content.length; i++) {
			positions.add(this.requests.readPosition(depth));
		}
		return new Node.WindowNode(content, List.copyOf(positions), hasNext);
	}

	private Node readMap(int depth) {
		int kind = this.in.readIndex(3);
		@Nullable Object[] keys = readAllResults(depth);
		@Nullable Object[] items = readAllResults(depth);
		if (keys.length != items.length
				|| (kind != 0 && !Arrays.stream(keys).allMatch((key) -> key instanceof String))) {
			throw PayloadReader.damaged("Keys that do not fit the values");
		}
		return new Node.MapNode(kind != 0, kind == 2, keys, items);
	}

	private Node readArray(int depth) {
		Class<?> component = this.values.readType();
		if (component.isPrimitive()) {
			throw PayloadReader.damaged("Objects in an array of primitives");
		}
		return new Node.ArrayNode(component, readAllResults(depth));
	}

	private Node readTuple(int depth) {
		boolean foldsCase = this.in.readBoolean();
		@Nullable Object[] all = readAllResults(depth);
		List<TupleColumn> columns = new ArrayList<>(all.length);
		for (int i = 0; i < all.length; i++) {
			String alias = this.in.readBoolean() ? this.in.readName() : null;
			columns.add(new TupleColumn(alias, this.values.readType()));
		}
		return new Node.TupleNode(List.copyOf(columns), foldsCase, all);
	}

	private Node readCloneable(int depth) {
		Object value = required(this.values.read(depth + 1));
		if (!CloneableTypes.contains(value.getClass())) {
			throw PayloadReader.damaged("A value that cannot be copied");
		}
		return new Node.CloneableNode(value);
	}

	private Node readProjection(int depth) {
		Class<?> type = this.values.readType();
		if (!type.isInterface()) {
			throw new UndecodableSnapshotException(Reason.TYPE, "A projection to " + type.getName());
		}
		@Nullable Object[] all = readAllResults(depth);
		List<String> names = new ArrayList<>(all.length);
		for (int i = 0; i < all.length; i++) {
			names.add(this.in.readName());
		}
		return new Node.ProjectionNode(type, List.copyOf(names), all);
	}

	private Node readValueObject(int tag, int depth) {
		int before = this.values.objects() - 1;
		Class<?> type = this.values.readValueType();
		@Nullable Object[] fields = ValueReader.readFields(type, Arrays.asList(readAllResults(depth)));
		boolean repeated = tag == Tags.REPEATED_VALUE_OBJECT;
		Node node = new Node.ValueObjectNode(type, fields, repeated);
		if (repeated) {
			this.values.complete(node, before);
		}
		return node;
	}

}
