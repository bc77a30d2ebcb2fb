package dev.accelerate.jpa.rows.read;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.accelerate.CacheOptions;
import dev.accelerate.core.ReadDescription;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

/**
 * Read of one row, or of some, by primary key.
 *
 * @param argument the position of the argument that has the identifier, or identifiers
 * @param entities whether the entities are read, and not only whether they exist
 * @param fetching whether associations may be fetched that are lazy
 */
record KeyRead(int argument, boolean entities, boolean fetching) {

	private static final Set<Class<?>> SPECIAL = Set.of(Pageable.class, Sort.class, Limit.class, ScrollPosition.class,
			Class.class);

	/**
	 * Returns how a method reads by primary key.
	 * @return the read, or {@code null} if it reads in another way
	 */
	static @Nullable KeyRead of(ReadDescription read, EntityPersister entity) {
		boolean entities = element(read.result()) == read.domainType();
		List<Integer> bound = bound(read.method());
		if (bound == null || bound.isEmpty()) {
			return null;
		}
		if (!read.derived()) {
			return switch (read.method().getName()) {
				case "findById", "findAllById" -> entities ? new KeyRead(bound.get(0), true, isFetching(read)) : null;
				case "existsById" -> new KeyRead(bound.get(0), false, false);
				default -> null;
			};
		}
		PartTree tree = new PartTree(read.method().getName(), read.domainType());
		boolean counts = tree.isCountProjection() || tree.isExistsProjection();
		if (!(entities || counts) || tree.stream().count() != 1
				|| !tree.getSort().stream().allMatch((order) -> isOwn(entity, order.getProperty()))) {
			return null;
		}
		int position = identifier(tree, entity);
		return (position >= 0) ? new KeyRead(bound.get(position), !counts, isFetching(read)) : null;
	}

	/**
	 * Returns the position, among the bound arguments, of the one that the identifier is
	 * compared with, or a negative number if there is none. Everything else must be told
	 * by the row, too.
	 */
	private static int identifier(PartTree tree, EntityPersister entity) {
		int position = 0;
		int found = -1;
		for (Part part : tree.iterator().next()) {
			String path = part.getProperty().toDotPath();
			if (isEqual(part) && path.equals(entity.getIdentifierPropertyName())) {
				found = position;
			}
			else if (!isOwn(entity, path)) {
				return -1;
			}
			position += part.getNumberOfArguments();
		}
		return found;
	}

	private static boolean isEqual(Part part) {
		return (part.getType() == Part.Type.SIMPLE_PROPERTY || part.getType() == Part.Type.IN)
				&& part.shouldIgnoreCase() == Part.IgnoreCaseType.NEVER;
	}

	/**
	 * Returns whether a path leads to columns of the entity's own row: a basic attribute,
	 * an embedded one, or the key of another entity.
	 */
	private static boolean isOwn(EntityPersister entity, String path) {
		ModelPart part = entity;
		String[] names = path.split("\\.");
		for (int i = 0; i < names.length; i++) {
			if (part instanceof ToOneAttributeMapping reference) {
				return i == names.length - 1 && isKey(reference, names[i]);
			}
			part = (part instanceof ModelPartContainer container) ? container.findSubPart(names[i], null) : null;
			if (part == null) {
				return false;
			}
		}
		return part instanceof BasicValuedModelPart || part instanceof EmbeddableValuedModelPart
				|| (part instanceof ToOneAttributeMapping reference
						&& reference.getSideNature() == ForeignKeyDescriptor.Nature.KEY && !reference.hasJoinTable());
	}

	private static boolean isKey(ToOneAttributeMapping reference, String name) {
		return reference.getSideNature() == ForeignKeyDescriptor.Nature.KEY && !reference.hasJoinTable()
				&& reference.isReferenceToPrimaryKey() && !reference.hasNotFoundAction()
				&& name.equals(reference.getAssociatedEntityMappingType().getIdentifierMapping().getAttributeName());
	}

	/**
	 * Returns the positions of the arguments that are bound to the query, or {@code null}
	 * if there are others that change it.
	 */
	private static @Nullable List<Integer> bound(Method method) {
		List<Integer> bound = new ArrayList<>();
		Class<?>[] types = method.getParameterTypes();
		for (int i = 0; i < types.length; i++) {
			Class<?> type = types[i];
			if (SPECIAL.stream().anyMatch((special) -> special.isAssignableFrom(type))) {
				return null;
			}
			if (type != CacheOptions.class) {
				bound.add(i);
			}
		}
		return bound;
	}

	private static boolean isFetching(ReadDescription read) {
		return AnnotatedElementUtils.hasAnnotation(read.method(), EntityGraph.class)
				|| AnnotatedElementUtils.hasAnnotation(read.method(), QueryHints.class);
	}

	private static Class<?> element(ResolvableType type) {
		ResolvableType element = type;
		while (element.isArray() || element.getGenerics().length == 1) {
			element = element.isArray() ? element.getComponentType() : element.getGeneric();
		}
		return element.toClass();
	}

}
