package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.CacheOptions;
import dev.accelerate.core.ReadDescription;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

/**
 * {@link ReadShape Shape} of a method, by its name, or by what Spring Data does for it.
 */
final class MethodShape {

	private static final Set<Class<?>> SPECIAL = Set.of(Pageable.class, Sort.class, Limit.class, ScrollPosition.class,
			Class.class);

	private MethodShape() {
	}

	/**
	 * Returns the shape of a method that Spring Data has code for.
	 */
	static ReadShape ofCode(ReadDescription read, EntityPersister entity) throws UnknownShapeException {
		String name = read.method().getName();
		if (name.equals("count") && read.method().getParameterCount() == 0) {
			return new ReadShape(entity, Map.of(), false, false, false, false, Fetches.NONE);
		}
		boolean exists = name.equals("existsById");
		String identifier = entity.getIdentifierPropertyName();
		if (!exists && !name.equals("findById") && !name.equals("findAllById")) {
			throw new UnknownShapeException("it reads every row, or by criteria");
		}
		if (identifier == null || !(exists || isOfEntities(read))) {
			throw new UnknownShapeException(
					"its entity has no attribute for the identifier, or it returns something else");
		}
		return new ReadShape(entity,
				Map.of(identifier, ValueSource.argument(bound(read).get(0), name.equals("findAllById"))), false, false,
				false, !exists, Fetches.of(read.method(), entity));
	}

	/**
	 * Returns the shape of a method whose query is derived from its name.
	 */
	static ReadShape ofName(ReadDescription read, EntityPersister entity) throws UnknownShapeException {
		PartTree tree = new PartTree(read.method().getName(), read.domainType());
		boolean counts = tree.isCountProjection() || tree.isExistsProjection();
		if (!counts && !isOfEntities(read)) {
			throw new UnknownShapeException("it returns something else than its entity");
		}
		if (tree.stream().count() != 1) {
			throw new UnknownShapeException("its conditions are alternatives, or it has none");
		}
		for (Sort.Order order : tree.getSort()) {
			requireOwn(entity, order.getProperty());
		}
		List<Integer> bound = bound(read);
		Map<String, ValueSource> equalities = new LinkedHashMap<>();
		boolean others = false;
		int position = 0;
		for (Part part : tree.iterator().next()) {
			String path = requireOwn(entity, part.getProperty().toDotPath());
			if (isEqual(part) && !equalities.containsKey(path)) {
				equalities.put(path, ValueSource.argument(bound.get(position), part.getType() == Part.Type.IN));
			}
			else {
				others = true;
			}
			position += part.getNumberOfArguments();
		}
		return new ReadShape(entity, equalities, others, tree.isLimiting(), false, !counts,
				Fetches.of(read.method(), entity));
	}

	private static boolean isEqual(Part part) {
		return (part.getType() == Part.Type.SIMPLE_PROPERTY || part.getType() == Part.Type.IN)
				&& part.shouldIgnoreCase() == Part.IgnoreCaseType.NEVER;
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
			if (type != CacheOptions.class) {
				bound.add(i);
			}
		}
		return bound;
	}

	/**
	 * Returns whether a method returns entities of its repository.
	 */
	static boolean isOfEntities(ReadDescription read) {
		ResolvableType element = read.result();
		while (element.isArray() || element.getGenerics().length == 1) {
			element = element.isArray() ? element.getComponentType() : element.getGeneric();
		}
		return element.toClass() == read.domainType();
	}

}
