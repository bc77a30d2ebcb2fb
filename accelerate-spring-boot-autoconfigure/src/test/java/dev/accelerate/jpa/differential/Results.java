package dev.accelerate.jpa.differential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.accelerate.Accelerated;
import dev.accelerate.testing.ObjectGraph;
import jakarta.persistence.Tuple;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.projection.TargetAware;

/**
 * Results of reads, opened so that they can be described, and the entities in them.
 */
final class Results {

	private Results() {
	}

	/**
	 * Returns what a caller makes of a result: the rows of a stream, what a future
	 * yields.
	 */
	static @Nullable Object consume(@Nullable Object result) {
		if (result instanceof Accelerated<?> accelerated) {
			return consume(accelerated.data());
		}
		if (result instanceof Stream<?> stream) {
			try (stream) {
				return stream.toList();
			}
		}
		if (result instanceof Future<?> future) {
			try {
				return future.get();
			}
			catch (ExecutionException ex) {
				throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return result;
	}

	static String describe(@Nullable Object result) {
		return ObjectGraph.describe(open(result));
	}

	private static @Nullable Object open(@Nullable Object result) {
		if (result instanceof Window<?> window) {
			List<Object> positions = new ArrayList<>();
			for (int i = 0; i < window.size(); i++) {
				positions.add(window.positionAt(i).toString());
			}
			return parts("window", "content", window.getContent(), "next", window.hasNext(), "positions", positions);
		}
		if (result instanceof Slice<?> slice && !(result instanceof Page)) {
			return parts("slice " + slice.getPageable(), "content", slice.getContent(), "next", slice.hasNext());
		}
		if (result instanceof Tuple tuple) {
			Map<Object, Object> row = new LinkedHashMap<>();
			tuple.getElements()
				.forEach((element) -> row.put(
						"column " + row.size() + " " + element.getAlias() + " " + element.getJavaType(),
						tuple.get(row.size())));
			return row;
		}
		if (result instanceof Optional<?> optional && optional.orElse(null) instanceof Tuple tuple) {
			return Optional.of(parts("tuple", "row", open(tuple)));
		}
		if (result instanceof List<?> list && list.stream().anyMatch(Tuple.class::isInstance)) {
			return list.stream().map(Results::open).toList();
		}
		if (result instanceof Iterable<?> rows && !(result instanceof Collection) && !(result instanceof Page)) {
			return parts(result.getClass().getSimpleName(), "content",
					StreamSupport.stream(rows.spliterator(), false).toList());
		}
		return result;
	}

	private static Map<Object, Object> parts(String kind, Object... parts) {
		Map<Object, Object> all = new LinkedHashMap<>();
		all.put("kind", kind);
		for (int i = 0; i < parts.length; i += 2) {
			all.put(parts[i], parts[i + 1]);
		}
		return all;
	}

	/**
	 * Returns whether a result is only part of what its query loaded: a query loads a row
	 * more than a slice or a window has, to see whether there is a next one, and the
	 * entities behind projections. A hit gives them to no session.
	 */
	static boolean isPart(@Nullable Object result) {
		Object content = (result instanceof Optional<?> optional) ? optional.orElse(null) : result;
		return content instanceof Window || content instanceof Slice && !(content instanceof Page)
				|| content instanceof TargetAware || content instanceof Iterable<?> rows
						&& StreamSupport.stream(rows.spliterator(), false).anyMatch(TargetAware.class::isInstance);
	}

	/**
	 * Returns the entities in a result, in the same order each time.
	 */
	static List<Object> entities(@Nullable Object result, SessionFactoryImplementor factory) {
		List<Object> entities = new ArrayList<>();
		collect(result, entities, factory);
		return entities;
	}

	private static void collect(@Nullable Object part, List<Object> entities, SessionFactoryImplementor factory) {
		if (part instanceof Set<?> set) {
			List<Object> found = new ArrayList<>();
			set.forEach((element) -> collect(element, found, factory));
			found.sort(Comparator.comparing((entity) -> key(entity, factory)));
			entities.addAll(found);
		}
		else if (part instanceof Iterable<?> rows) {
			rows.forEach((row) -> collect(row, entities, factory));
		}
		else if (part instanceof Map<?, ?> map) {
			map.values().forEach((value) -> collect(value, entities, factory));
		}
		else if (part instanceof Optional<?> optional) {
			collect(optional.orElse(null), entities, factory);
		}
		else if (part instanceof Tuple tuple) {
			collect(tuple.toArray(), entities, factory);
		}
		else if (part instanceof Object[] array) {
			for (Object element : array) {
				collect(element, entities, factory);
			}
		}
		else if (part != null && Hibernate.isInitialized(part)) {
			Object entity = Hibernate.unproxy(part);
			if (factory.getMappingMetamodel().findEntityDescriptor(entity.getClass()) != null
					&& entities.stream().noneMatch((other) -> other == entity)) {
				entities.add(entity);
			}
		}
	}

	static String key(Object entity, SessionFactoryImplementor factory) {
		return entity.getClass().getSimpleName() + " "
				+ ObjectGraph.describe(factory.getPersistenceUnitUtil().getIdentifier(entity)).strip();
	}

}
