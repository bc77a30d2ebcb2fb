package dev.accelerate.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.projection.ProjectionInformation;
import org.springframework.data.projection.TargetAware;
import org.springframework.util.ObjectUtils;

/**
 * {@link Snapshotter} of everything that a repository method returns. It copies
 * containers, scalars and projections itself, and entities through
 * {@link EntitySnapshots}.
 */
public final class ResultSnapshotter implements Snapshotter {

	/**
	 * Limit for results that hold themselves, which declared types do not rule out.
	 * Entities do not count, because their graph may have any depth.
	 */
	private static final int MAXIMUM_DEPTH = 100;

	private final EntitySnapshots entities;

	private final ProjectionFactory projections;

	/**
	 * Creates a snapshotter.
	 * @param entities how entities are taken apart
	 * @param projections how interface projections are built
	 */
	public ResultSnapshotter(EntitySnapshots entities, ProjectionFactory projections) {
		this.entities = entities;
		this.projections = projections;
	}

	@Override
	public Snapshot capture(@Nullable Object result) {
		Capture capture = new Capture(this.entities.capture(), new IdentityHashMap<>());
		Object root = capture(result, capture, 0);
		return new Snapshot(root, capture.entities().complete());
	}

	private @Nullable Object capture(@Nullable Object value, Capture capture, int depth) {
		if (value == null || ImmutableTypes.contains(value.getClass())) {
			return value;
		}
		if (depth > MAXIMUM_DEPTH) {
			throw new UnsupportedResultException("A result that is nested deeper than " + MAXIMUM_DEPTH);
		}
		Node entity = capture.entities().capture(value);
		if (entity != null) {
			return entity;
		}
		Node container = Containers.capture(value, (items) -> captureAll(items, capture, depth));
		if (container != null) {
			return container;
		}
		if (CloneableTypes.contains(value.getClass())) {
			return new Node.CloneableNode(CloneableTypes.copy(value));
		}
		if (value instanceof TargetAware) {
			return captureProjection(value, capture, depth);
		}
		return captureValueObject(value, capture, depth);
	}

	private @Nullable Object[] captureAll(@Nullable Object[] values, Capture capture, int depth) {
		@Nullable Object[] captured = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			captured[i] = capture(values[i], capture, depth + 1);
		}
		return captured;
	}

	private Node captureProjection(Object projection, Capture capture, int depth) {
		Class<?> type = Arrays.stream(projection.getClass().getInterfaces())
			.filter(ResultTypes::isApplicationType)
			.findFirst()
			.orElseThrow(() -> new UnsupportedResultException("A projection without an interface"));
		ProjectionInformation information = this.projections.getProjectionInformation(type);
		if (!information.isClosed()) {
			throw new UnsupportedResultException("The open projection " + type.getName());
		}
		List<String> names = new ArrayList<>();
		List<@Nullable Object> values = new ArrayList<>();
		for (var property : information.getInputProperties()) {
			if (property.getWriteMethod() != null) {
				throw new UnsupportedResultException("The projection " + type.getName() + " has a setter");
			}
			names.add(property.getName());
			values.add(capture(ProjectionProperties.read(projection, property), capture, depth + 1));
		}
		return new Node.ProjectionNode(type, List.copyOf(names), values.toArray());
	}

	private Object captureValueObject(Object value, Capture capture, int depth) {
		if (!ResultTypes.isApplicationType(value.getClass()) || HeldResources.contains(value.getClass())) {
			throw new UnsupportedResultException("No neutral copy can be made of " + value.getClass().getName());
		}
		ValueObjectType type = ValueObjectType.of(value.getClass());
		if (type.shareable()) {
			return value;
		}
		Node.ValueObjectNode known = capture.valueObjects().get(value);
		if (known != null) {
			known.repeat();
			return known;
		}
		Node.ValueObjectNode node = new Node.ValueObjectNode(value.getClass(),
				captureAll(type.read(value), capture, depth));
		capture.valueObjects().put(value, node);
		return node;
	}

	@Override
	public @Nullable Object restore(Snapshot snapshot) {
		Object[] instances = snapshot.entities().isEmpty() ? ObjectUtils.toObjectArray(null)
				: this.entities.restore(snapshot.entities());
		return restore(snapshot.root(), new Restoration(instances));
	}

	private @Nullable Object restore(@Nullable Object value, Restoration restoration) {
		if (value instanceof Node.EntityNode entity) {
			return restoration.instances[entity.index()];
		}
		if (!(value instanceof Node node)) {
			return value;
		}
		if (node instanceof Node.ValueObjectNode valueObject) {
			return restoreValueObject(valueObject, restoration);
		}
		if (node instanceof Node.ProjectionNode projection) {
			return restoreProjection(projection, restoration);
		}
		if (node instanceof Node.CloneableNode cloneable) {
			return CloneableTypes.copy(cloneable.value());
		}
		if (node instanceof Node.ReferenceNode reference) {
			return restoration.instances[reference.index()];
		}
		if (node instanceof Node.CollectionNode collection) {
			return this.entities.restore(collection, restoration.instances);
		}
		Object container = Containers.restore(node, (items) -> restoreAll(items, restoration));
		if (container == null) {
			throw new IllegalStateException(node.getClass() + " cannot be part of a result");
		}
		return container;
	}

	private List<@Nullable Object> restoreAll(@Nullable Object[] values, Restoration restoration) {
		List<@Nullable Object> restored = new ArrayList<>(values.length);
		for (Object value : values) {
			restored.add(restore(value, restoration));
		}
		return restored;
	}

	/**
	 * Builds a record or class projection, or returns the one that was built where it
	 * appeared before.
	 */
	private Object restoreValueObject(Node.ValueObjectNode node, Restoration restoration) {
		Object known = node.isRepeated() ? restoration.valueObjects().get(node) : null;
		if (known != null) {
			return known;
		}
		Object built = ValueObjectType.of(node.type()).build(restoreAll(node.values(), restoration).toArray());
		if (node.isRepeated()) {
			restoration.valueObjects().put(node, built);
		}
		return built;
	}

	private Object restoreProjection(Node.ProjectionNode projection, Restoration restoration) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < projection.names().size(); i++) {
			values.put(projection.names().get(i), restore(projection.values()[i], restoration));
		}
		return this.projections.createProjection(projection.type(), values);
	}

	/**
	 * What has been captured of a result.
	 *
	 * @param entities its entities
	 * @param valueObjects its records and class projections, by identity
	 */
	private record Capture(EntitySnapshots.EntityCapture entities, Map<Object, Node.ValueObjectNode> valueObjects) {
	}

	/**
	 * What has been restored of a result: its entities, and those of its records and
	 * class projections that appear again.
	 */
	private static final class Restoration {

		private final Object[] instances;

		private @Nullable Map<Node, Object> valueObjects;

		Restoration(Object[] instances) {
			this.instances = instances;
		}

		/**
		 * Returns the projections restored so far. Most results need none of this.
		 */
		Map<Node, Object> valueObjects() {
			Map<Node, Object> valueObjects = this.valueObjects;
			if (valueObjects == null) {
				valueObjects = new IdentityHashMap<>();
				this.valueObjects = valueObjects;
			}
			return valueObjects;
		}

	}

}
