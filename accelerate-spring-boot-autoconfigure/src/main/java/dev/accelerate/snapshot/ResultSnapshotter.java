package dev.accelerate.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
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
		EntitySnapshots.EntityCapture capture = this.entities.capture();
		Object root = capture(result, capture, 0);
		return new Snapshot(root, capture.complete());
	}

	private @Nullable Object capture(@Nullable Object value, EntitySnapshots.EntityCapture capture, int depth) {
		if (value == null || ImmutableTypes.contains(value.getClass())) {
			return value;
		}
		if (depth > MAXIMUM_DEPTH) {
			throw new UnsupportedResultException("A result that is nested deeper than " + MAXIMUM_DEPTH);
		}
		Node entity = capture.capture(value);
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

	private @Nullable Object[] captureAll(@Nullable Object[] values, EntitySnapshots.EntityCapture capture, int depth) {
		@Nullable Object[] captured = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			captured[i] = capture(values[i], capture, depth + 1);
		}
		return captured;
	}

	private Node captureProjection(Object projection, EntitySnapshots.EntityCapture capture, int depth) {
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

	private Object captureValueObject(Object value, EntitySnapshots.EntityCapture capture, int depth) {
		if (!ResultTypes.isApplicationType(value.getClass()) || HeldResources.contains(value.getClass())) {
			throw new UnsupportedResultException("No neutral copy can be made of " + value.getClass().getName());
		}
		ValueObjectType type = ValueObjectType.of(value.getClass());
		if (type.shareable()) {
			return value;
		}
		return new Node.ValueObjectNode(value.getClass(), captureAll(type.read(value), capture, depth));
	}

	@Override
	public @Nullable Object restore(Snapshot snapshot) {
		Object[] instances = snapshot.entities().isEmpty() ? ObjectUtils.toObjectArray(null)
				: this.entities.restore(snapshot.entities());
		return restore(snapshot.root(), instances);
	}

	private @Nullable Object restore(@Nullable Object value, Object[] instances) {
		if (value instanceof Node.EntityNode entity) {
			return instances[entity.index()];
		}
		if (!(value instanceof Node node)) {
			return value;
		}
		if (node instanceof Node.ValueObjectNode valueObject) {
			return ValueObjectType.of(valueObject.type()).build(restoreAll(valueObject.values(), instances).toArray());
		}
		if (node instanceof Node.ProjectionNode projection) {
			return restoreProjection(projection, instances);
		}
		if (node instanceof Node.CloneableNode cloneable) {
			return CloneableTypes.copy(cloneable.value());
		}
		if (node instanceof Node.ReferenceNode reference) {
			return instances[reference.index()];
		}
		if (node instanceof Node.CollectionNode collection) {
			return this.entities.restore(collection, instances);
		}
		Object container = Containers.restore(node, (items) -> restoreAll(items, instances));
		if (container == null) {
			throw new IllegalStateException(node.getClass() + " cannot be part of a result");
		}
		return container;
	}

	private List<@Nullable Object> restoreAll(@Nullable Object[] values, Object[] instances) {
		List<@Nullable Object> restored = new ArrayList<>(values.length);
		for (Object value : values) {
			restored.add(restore(value, instances));
		}
		return restored;
	}

	private Object restoreProjection(Node.ProjectionNode projection, Object[] instances) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < projection.names().size(); i++) {
			values.put(projection.names().get(i), restore(projection.values()[i], instances));
		}
		return this.projections.createProjection(projection.type(), values);
	}

}
