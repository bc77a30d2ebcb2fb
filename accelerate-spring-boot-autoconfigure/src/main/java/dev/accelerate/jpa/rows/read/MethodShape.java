package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.CacheOptions;
import dev.accelerate.core.ReadDescription;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

/**
 * {@link ReadShape Shape} of a method, by its name, or by what Spring Data does for it.
 */
final class MethodShape {

	/**
	 * What Spring Data does not bind to a query, and of which it is not known what it
	 * does.
	 */
	private static final Set<Class<?>> SPECIAL = Set.of(ScrollPosition.class, Class.class);

	private static final Set<Class<?>> ORDER = Set.of(Pageable.class, Sort.class);

	private MethodShape() {
	}

	/**
	 * Returns the shape of a method that Spring Data has code for.
	 */
	static ReadShape ofCode(ReadDescription read, EntityPersister entity) throws UnknownShapeException {
		String name = read.method().getName();
		if (name.equals("count") && read.method().getParameterCount() == 0) {
			return new ReadShape(entity, Map.of(), Set.of(), false, false, false, false, -1, false, Fetches.NONE);
		}
		if (name.equals("findAll") && isOfEntities(read) && bound(read).isEmpty()) {
			return new ReadShape(entity, Map.of(), Set.of(), false, false, takes(read, Pageable.class) >= 0, false,
					order(read), true, Fetches.of(read.method(), entity));
		}
		boolean exists = name.equals("existsById");
		String identifier = entity.getIdentifierPropertyName();
		if (!exists && !name.equals("findById") && !name.equals("findAllById")) {
			throw new UnknownShapeException("it reads by criteria");
		}
		if (identifier == null || !(exists || isOfEntities(read))) {
			throw new UnknownShapeException(
					"its entity has no attribute for the identifier, or it returns something else");
		}
		return new ReadShape(entity,
				Map.of(identifier, ValueSource.argument(bound(read).get(0), name.equals("findAllById"))),
				Set.of(identifier), false, false, false, false, -1, !exists, Fetches.of(read.method(), entity));
	}

	/**
	 * Returns the shape of a method whose query is derived from its name.
	 */
	static ReadShape ofName(ReadDescription read, EntityPersister entity) throws UnknownShapeException {
		PartTree tree = new PartTree(read.method().getName(), read.domainType());
		Set<String> paths = new HashSet<>();
		boolean entities = false;
		if (!tree.isCountProjection() && !tree.isExistsProjection()) {
			entities = isOfEntities(read);
			if (!entities) {
				paths.addAll(projected(read, entity));
			}
		}
		if (tree.stream().count() > 1) {
			throw new UnknownShapeException("its conditions are alternatives");
		}
		for (Sort.Order order : tree.getSort()) {
			paths.add(requireOwn(entity, order.getProperty()));
		}
		List<Integer> bound = bound(read);
		Map<String, ValueSource> equalities = new LinkedHashMap<>();
		boolean others = false;
		int position = 0;
		for (Part part : tree.getParts()) {
			String path = requireOwn(entity, part.getProperty().toDotPath());
			paths.add(path);
			if (isEqual(part, OwnColumns.part(entity, path)) && !equalities.containsKey(path)) {
				equalities.put(path, ValueSource.argument(bound.get(position), part.getType() == Part.Type.IN));
			}
			else {
				others = true;
			}
			position += part.getNumberOfArguments();
		}
		return new ReadShape(entity, equalities, paths, others, tree.isLimiting() || takes(read, Limit.class) >= 0,
				takes(read, Pageable.class) >= 0, tree.getSort().isSorted(), order(read), entities,
				Fetches.of(read.method(), entity));
	}

	/**
	 * Returns the paths of the values that a method returns of its entity.
	 */
	private static Set<String> projected(ReadDescription read, EntityPersister entity) throws UnknownShapeException {
		Class<?> type = element(read);
		ReturnedType returned = ReturnedType.of(type, read.domainType(), new SpelAwareProxyProjectionFactory());
		if (!returned.isProjecting() || !returned.needsCustomConstruction()
				|| AnnotatedElementUtils.hasAnnotation(read.method(), EntityGraph.class)) {
			throw new UnknownShapeException("it returns something else than its entity or values of it");
		}
		Set<String> paths = new HashSet<>();
		for (String property : returned.getInputProperties()) {
			String path = requireOwn(entity, property);
			if (!(OwnColumns.part(entity, path) instanceof BasicValuedModelPart)) {
				throw new UnknownShapeException("it returns " + property + ", which is not a value");
			}
			paths.add(path);
		}
		return paths;
	}

	/**
	 * Returns the position of the argument that orders the result, or a negative number.
	 */
	static int order(ReadDescription read) throws UnknownShapeException {
		int found = -1;
		for (Class<?> type : ORDER) {
			int position = takes(read, type);
			if (position >= 0 && found >= 0) {
				throw new UnknownShapeException("it takes several orders");
			}
			found = Math.max(found, position);
		}
		return found;
	}

	/**
	 * Returns the position of the argument of a type, or a negative number.
	 */
	static int takes(ReadDescription read, Class<?> wanted) {
		Class<?>[] types = read.method().getParameterTypes();
		for (int i = 0; i < types.length; i++) {
			if (wanted.isAssignableFrom(types[i])) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Returns whether a condition compares an attribute with values. Texts count as the
	 * same whatever their case.
	 */
	private static boolean isEqual(Part part, @Nullable ModelPart attribute) {
		return (part.getType() == Part.Type.SIMPLE_PROPERTY || part.getType() == Part.Type.IN)
				&& (part.shouldIgnoreCase() == Part.IgnoreCaseType.NEVER || isText(attribute));
	}

	private static boolean isText(@Nullable ModelPart attribute) {
		return attribute instanceof BasicValuedModelPart basic && basic.getJavaType().getJavaTypeClass() == String.class
				&& basic.getJdbcMapping().getJdbcJavaType().getJavaTypeClass() == String.class
				&& basic.getJdbcMapping().getValueConverter() == null;
	}

	private static String requireOwn(EntityPersister entity, String path) throws UnknownShapeException {
		String own = OwnColumns.path(entity, path);
		if (own == null) {
			throw new UnknownShapeException("it looks at " + path + ", which is not in the row of its entity");
		}
		return own;
	}

	/**
	 * Returns the positions of the arguments that are bound to the query.
	 */
	static List<Integer> bound(ReadDescription read) throws UnknownShapeException {
		List<Integer> bound = new ArrayList<>();
		Class<?>[] types = read.method().getParameterTypes();
		for (int i = 0; i < types.length; i++) {
			Class<?> type = types[i];
			if (SPECIAL.stream().anyMatch((special) -> special.isAssignableFrom(type))) {
				throw new UnknownShapeException("it takes a " + type.getSimpleName());
			}
			if (type != CacheOptions.class && !Limit.class.isAssignableFrom(type)
					&& ORDER.stream().noneMatch((order) -> order.isAssignableFrom(type))) {
				bound.add(i);
			}
		}
		return bound;
	}

	/**
	 * Returns whether a method returns entities of its repository.
	 */
	static boolean isOfEntities(ReadDescription read) {
		return element(read) == read.domainType();
	}

	private static Class<?> element(ReadDescription read) {
		ResolvableType element = read.result();
		while (element.isArray() || element.getGenerics().length == 1) {
			element = element.isArray() ? element.getComponentType() : element.getGeneric();
		}
		return element.toClass();
	}

}
