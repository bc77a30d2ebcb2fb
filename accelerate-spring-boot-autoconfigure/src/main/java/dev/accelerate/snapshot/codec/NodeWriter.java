package dev.accelerate.snapshot.codec;

import java.util.List;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.TupleColumn;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the nodes of one snapshot. Entities are a list, and refer to each other by
 * their positions.
 */
final class NodeWriter {

	private final PayloadWriter out;

	private final ValueWriter values;

	private final RequestWriter requests;

	NodeWriter(PayloadWriter out, SnapshotTypes types) {
		this.out = out;
		this.values = new ValueWriter(out, types);
		this.requests = new RequestWriter(out, this.values);
	}

	void write(Snapshot snapshot) {
		List<Node> entities = snapshot.entities();
		this.out.writeCount(entities.size());
		for (Node node : entities) {
			if (node instanceof Node.EntityNode entity) {
				this.out.writeByte(entity.isPersistent() ? 2 : 1);
				this.out.writeName(entity.entityName());
			}
			else {
				Node.ReferenceNode reference = (Node.ReferenceNode) node;
				this.out.writeByte(0);
				this.out.writeName(reference.entityName());
				this.values.write(reference.id(), 0);
			}
		}
		for (Node node : entities) {
			if (node instanceof Node.EntityNode entity) {
				write(entity.id(), 0);
				writeAll(entity.values(), 0);
			}
		}
		write(snapshot.root(), 0);
	}

	private void write(@Nullable Object value, int depth) {
		if (!(value instanceof Node)) {
			if (value instanceof Node.Unfetched unfetched) {
				this.values.begin(Tags.UNFETCHED, depth);
				this.out.writeCount(unfetched.ordinal());
				return;
			}
			this.values.write(value, depth);
		}
		else if (value instanceof Node.EntityNode entity) {
			this.values.begin(Tags.ENTITY, depth);
			this.out.writeCount(entity.index());
		}
		else if (value instanceof Node.ReferenceNode reference) {
			this.values.begin(Tags.ENTITY, depth);
			this.out.writeCount(reference.index());
		}
		else if (value instanceof Node.EmbeddableNode embeddable) {
			this.values.begin(Tags.EMBEDDABLE, depth);
			writeAll(embeddable.values(), depth);
		}
		else if (value instanceof Node.CollectionNode collection) {
			this.values.begin(Tags.COLLECTION, depth);
			write(collection, depth);
		}
		else if (value instanceof Node.EntryNode entry) {
			this.values.begin(Tags.ENTRY, depth);
			write(entry.key(), depth + 1);
			write(entry.value(), depth + 1);
		}
		else {
			writeResult((Node) value, depth);
		}
	}

	private void write(Node.CollectionNode collection, int depth) {
		this.out.writeName(collection.role());
		this.values.write(collection.key(), depth + 1);
		@Nullable Object[] items = collection.items();
		this.out.writeByte((items != null) ? 1 : 0);
		if (items != null) {
			writeAll(items, depth);
		}
	}

	private void writeResult(Node node, int depth) {
		if (node instanceof Node.ContainerNode container) {
			this.values.begin(Tags.CONTAINER, depth);
			this.out.writeByte(container.kind().ordinal());
			writeAll(container.items(), depth);
		}
		else if (node instanceof Node.PageNode page) {
			this.values.begin(Tags.PAGE, depth);
			this.requests.write(page.pageable());
			this.out.writeNumber(page.total());
			writeAll(page.content(), depth);
		}
		else if (node instanceof Node.SliceNode slice) {
			this.values.begin(Tags.SLICE, depth);
			this.requests.write(slice.pageable());
			this.out.writeByte(slice.hasNext() ? 1 : 0);
			writeAll(slice.content(), depth);
		}
		else if (node instanceof Node.WindowNode window) {
			this.values.begin(Tags.WINDOW, depth);
			this.out.writeByte(window.hasNext() ? 1 : 0);
			writeAll(window.content(), depth);
			window.positions().forEach((position) -> this.requests.write(position, depth));
		}
		else if (node instanceof Node.ArrayNode array) {
			this.values.begin(Tags.ARRAY, depth);
			this.values.writeType(array.componentType());
			writeAll(array.items(), depth);
		}
		else if (node instanceof Node.CloneableNode cloneable) {
			this.values.begin(Tags.CLONEABLE, depth);
			this.values.write(cloneable.value(), depth + 1);
		}
		else {
			writeRow(node, depth);
		}
	}

	private void writeRow(Node node, int depth) {
		if (node instanceof Node.MapNode map) {
			this.values.begin(Tags.MAP, depth);
			this.out.writeByte(map.row() ? (map.foldsCase() ? 2 : 1) : 0);
			writeAll(map.keys(), depth);
			writeAll(map.values(), depth);
		}
		else if (node instanceof Node.TupleNode tuple) {
			this.values.begin(Tags.TUPLE, depth);
			this.out.writeByte(tuple.foldsCase() ? 1 : 0);
			writeAll(tuple.values(), depth);
			tuple.elements().forEach(this::write);
		}
		else if (node instanceof Node.ProjectionNode projection) {
			this.values.begin(Tags.PROJECTION, depth);
			this.values.writeType(projection.type());
			writeAll(projection.values(), depth);
			projection.names().forEach(this.out::writeName);
		}
		else {
			write((Node.ValueObjectNode) node, depth);
		}
	}

	private void write(TupleColumn column) {
		this.out.writeByte((column.alias() != null) ? 1 : 0);
		if (column.alias() != null) {
			this.out.writeName(column.alias());
		}
		this.values.writeType(column.javaType());
	}

	private void write(Node.ValueObjectNode node, int depth) {
		if (node.isRepeated() && this.values.wroteBefore(node)) {
			return;
		}
		int before = this.values.objects();
		this.values.begin(node.isRepeated() ? Tags.REPEATED_VALUE_OBJECT : Tags.VALUE_OBJECT, depth);
		this.values.writeType(node.type());
		writeAll(node.values(), depth);
		if (node.isRepeated()) {
			this.values.complete(node, before);
		}
	}

	private void writeAll(@Nullable Object[] all, int depth) {
		this.out.writeCount(all.length);
		for (Object value : all) {
			write(value, depth + 1);
		}
	}

}
