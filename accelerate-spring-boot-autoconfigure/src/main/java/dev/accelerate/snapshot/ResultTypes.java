package dev.accelerate.snapshot;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.Tuple;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.projection.ProjectionInformation;
import org.springframework.data.util.Streamable;

/**
 * Check at startup of whether results of a declared type can be copied.
 */
public final class ResultTypes {

	private static final Set<Class<?>> CONTAINERS = Set.of(Optional.class, List.class, Set.class, Collection.class,
			Iterable.class, Streamable.class, Page.class, Slice.class, Window.class, Map.class);

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "kotlin.", "reactor.",
			"io.reactivex.", "org.hibernate.", "org.springframework.");

	private static final ClassValue<Boolean> APPLICATION = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			String name = type.getName();
			return !type.isPrimitive() && !type.isArray() && (name.startsWith("org.springframework.samples.")
					|| LIBRARIES.stream().noneMatch(name::startsWith));
		}

	};

	private final EntitySnapshots entities;

	private final ProjectionFactory projections;

	/**
	 * Creates a check.
	 * @param entities knows which types are entities
	 * @param projections knows the properties of interface projections
	 */
	public ResultTypes(EntitySnapshots entities, ProjectionFactory projections) {
		this.entities = entities;
		this.projections = projections;
	}

	/**
	 * Explains why results of a type cannot be copied.
	 * @param type the declared type of a result
	 * @return the reason, or {@code null} if they can be copied
	 */
	public @Nullable String whyUnsupported(ResolvableType type) {
		return whyUnsupported(type, new HashSet<>());
	}

	private @Nullable String whyUnsupported(ResolvableType type, Set<String> visited) {
		Class<?> raw = type.toClass();
		if (CONTAINERS.contains(raw)) {
			return whyUnsupportedContainer(type.as(raw), visited);
		}
		if (raw == Object[].class || raw == Tuple.class) {
			return null;
		}
		if (raw.isArray() && !CloneableTypes.contains(raw)) {
			return whyUnsupported(type.getComponentType(), visited);
		}
		if (ImmutableTypes.contains(raw) || CloneableTypes.contains(raw) || this.entities.isEntity(raw)) {
			return null;
		}
		if (!isApplicationType(raw) || HeldResources.contains(raw)) {
			return "results of type " + type + " cannot be copied";
		}
		// By name, because Box<String> says nothing about Box<Object>.
		if (!visited.add(type.toString())) {
			return null;
		}
		return raw.isInterface() ? whyUnsupportedProjection(raw, visited) : whyUnsupportedClass(raw, type, visited);
	}

	/**
	 * Explains why a container cannot be copied. The values of a row's map may be
	 * declared as {@code Object}, because their types are known only once the query has
	 * run, as those of an array or a tuple are. Its keys are names.
	 */
	private @Nullable String whyUnsupportedContainer(ResolvableType type, Set<String> visited) {
		ResolvableType[] items = type.getGenerics();
		for (int i = 0; i < items.length; i++) {
			if (items[i].resolve() == null) {
				return "the type " + type + " does not say what it holds";
			}
			boolean valueOfRow = type.toClass() == Map.class && i == 1 && items[i].getType() == Object.class;
			String reason = valueOfRow ? null : whyUnsupported(items[i], visited);
			if (reason != null) {
				return reason;
			}
		}
		return type.hasGenerics() ? null : "the type " + type + " does not say what it holds";
	}

	private @Nullable String whyUnsupportedProjection(Class<?> type, Set<String> visited) {
		ProjectionInformation projection = this.projections.getProjectionInformation(type);
		if (!projection.isClosed()) {
			return "the projection " + type.getName()
					+ " is open: what its expressions read is known only while they run";
		}
		for (var property : projection.getInputProperties()) {
			if (property.getWriteMethod() != null) {
				return "the projection " + type.getName() + " has a setter for '" + property.getName() + "'";
			}
			String reason = whyUnsupported(ResolvableType.forMethodReturnType(ProjectionProperties.getter(property)),
					visited);
			if (reason != null) {
				return "property '" + property.getName() + "' of " + type.getName() + ": " + reason;
			}
		}
		return null;
	}

	private @Nullable String whyUnsupportedClass(Class<?> type, ResolvableType declared, Set<String> visited) {
		if (Modifier.isAbstract(type.getModifiers())) {
			return "the class " + type.getName() + " is abstract";
		}
		List<ResolvableType> values;
		try {
			values = ValueObjectType.of(type).valueTypes(declared);
		}
		catch (InaccessibleObjectException ex) {
			return "the fields of " + type.getName() + " are not open to reflection";
		}
		for (ResolvableType value : values) {
			String reason = whyUnsupported(value, visited);
			if (reason != null) {
				return "a field of " + type.getName() + ": " + reason;
			}
		}
		return null;
	}

	/**
	 * Returns whether a result holds everything it was made of. Entities do, and so do
	 * values that the database itself returned. A projection may have been computed from
	 * entities that it does not hold.
	 * @param type the declared type of a result
	 * @return whether it is made of entities and simple values only
	 */
	public boolean isTransparent(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (CONTAINERS.contains(raw)) {
			return type.hasGenerics() && Arrays.stream(type.as(raw).getGenerics()).allMatch(this::isTransparent);
		}
		return this.entities.isEntity(raw) || CloneableTypes.contains(raw)
				|| (ImmutableTypes.contains(raw) && !raw.isRecord());
	}

	/**
	 * Returns whether a type belongs to the application and not to a library. Only the
	 * application's types are looked into, field by field.
	 */
	static boolean isApplicationType(Class<?> type) {
		return APPLICATION.get(type);
	}

}
