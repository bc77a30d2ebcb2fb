package dev.accelerate.snapshot.codec;

import java.lang.reflect.Array;
import java.util.Calendar;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.ValueObjectType;

/**
 * Text of a snapshot that tells two of them apart that differ in a class, in a value, or
 * in which objects of the application are one and the same.
 */
final class SnapshotText {

	private final Map<Object, Integer> seen = new IdentityHashMap<>();

	private SnapshotText() {
	}

	static String of(Snapshot snapshot) {
		SnapshotText text = new SnapshotText();
		return Stream
			.concat(Stream.of(text.of(snapshot.root()), "weight " + snapshot.weight()),
					snapshot.entities().stream().map(text::entity))
			.collect(Collectors.joining("\n"));
	}

	static String ofValue(Object value) {
		return new SnapshotText().of(value);
	}

	private String entity(Node node) {
		if (node instanceof Node.ReferenceNode reference) {
			return reference.index() + " reference " + reference.entityName() + " " + of(reference.id());
		}
		Node.EntityNode entity = (Node.EntityNode) node;
		return entity.index() + " " + entity.entityName() + " " + entity.isPersistent() + " " + of(entity.id()) + " "
				+ of(entity.values());
	}

	private String of(Object value) {
		if (value instanceof Node.EntityNode entity) {
			return "entity " + entity.index();
		}
		if (value instanceof Node.ReferenceNode reference) {
			return "reference " + reference.index();
		}
		if (value == null || value instanceof Enum<?> || value instanceof Class<?>) {
			return String.valueOf(value);
		}
		String name = value.getClass().getName() + " ";
		if (value instanceof Node.ValueObjectNode node) {
			return number(node) + name + node.type() + node.isRepeated() + of(node.values());
		}
		if (value instanceof Node) {
			return name + Stream.of(value.getClass().getRecordComponents()).map((component) -> {
				try {
					component.getAccessor().setAccessible(true);
					return component.getName() + "=" + of(component.getAccessor().invoke(value));
				}
				catch (ReflectiveOperationException ex) {
					throw new IllegalStateException(ex);
				}
			}).toList();
		}
		if (value instanceof List<?> list && name.contains("Immutable")) {
			return "immutable " + of(list.toArray());
		}
		if (value.getClass().isArray()) {
			return value.getClass().getName()
					+ IntStream.range(0, Array.getLength(value)).mapToObj((i) -> of(Array.get(value, i))).toList();
		}
		if (value instanceof Iterable<?> items) {
			return number(value) + name
					+ java.util.stream.StreamSupport.stream(items.spliterator(), false).map(this::of).toList();
		}
		if (value instanceof Map<?, ?> map) {
			return number(value) + name
					+ map.entrySet()
						.stream()
						.map((entry) -> of(entry.getKey()) + "=" + of(entry.getValue()))
						.sorted()
						.toList();
		}
		if (value.getClass().getName().startsWith("dev.accelerate.")) {
			Integer known = this.seen.get(value);
			return (known != null) ? "see " + known
					: number(value) + name + of(ValueObjectType.of(value.getClass()).read(value));
		}
		return name + ((value instanceof Calendar calendar) ? calendar + " " + calendar.getTimeInMillis()
				: value instanceof java.util.Date date ? date.getTime() + " " + date : value);
	}

	private String number(Object value) {
		Integer known = this.seen.putIfAbsent(value, this.seen.size());
		return "#" + ((known != null) ? known : this.seen.size() - 1) + " ";
	}

}
