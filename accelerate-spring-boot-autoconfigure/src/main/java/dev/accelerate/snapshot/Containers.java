package dev.accelerate.snapshot;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.accelerate.snapshot.Node.ContainerKind;
import jakarta.persistence.Tuple;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.util.TupleBackedMap;
import org.springframework.data.util.Streamable;

/**
 * Capture and restoration of results that hold others: collections, maps, pages, rows and
 * arrays.
 */
final class Containers {

	private Containers() {
	}

	/**
	 * Takes a container apart.
	 * @param value any part of a result
	 * @param items captures the items
	 * @return its node, or {@code null} if it is not a container
	 */
	static @Nullable Node capture(Object value, UnaryOperator<@Nullable Object[]> items) {
		if (ResultTypes.isApplicationType(value.getClass()) && !isRestored(value)) {
			// Only the fields of an application's own container say what it is made of.
			return null;
		}
		if (value instanceof Optional<?> optional) {
			return new Node.ContainerNode(ContainerKind.OPTIONAL, items.apply(optional.stream().toArray()));
		}
		if (value.getClass() == CompletableFuture.class) {
			return captureFuture((CompletableFuture<?>) value, items);
		}
		if (value instanceof Page<?> page) {
			return new Node.PageNode(items.apply(page.getContent().toArray()), page.getPageable(),
					page.getTotalElements());
		}
		if (value instanceof Slice<?> slice) {
			return new Node.SliceNode(items.apply(slice.getContent().toArray()), slice.getPageable(), slice.hasNext());
		}
		if (value instanceof Window<?> window) {
			return captureWindow(window, items);
		}
		if (value instanceof Collection<?> collection) {
			ContainerKind kind = (value instanceof Set) ? ContainerKind.SET : ContainerKind.LIST;
			return new Node.ContainerNode(kind, items.apply(collection.toArray()));
		}
		if (value instanceof Streamable<?> streamable) {
			return new Node.ContainerNode(ContainerKind.STREAMABLE, items.apply(streamable.toList().toArray()));
		}
		if (value instanceof Map<?, ?> map) {
			// The keys and the values of a row's map may iterate in different orders.
			@Nullable Object[] keys = map.keySet().toArray();
			@Nullable Object[] values = Arrays.stream(keys).map(map::get).toArray();
			boolean row = value instanceof TupleBackedMap;
			return new Node.MapNode(row, row && foldsCase(Arrays.asList(keys), map::containsKey), items.apply(keys),
					items.apply(values));
		}
		if (value instanceof Tuple tuple) {
			List<TupleColumn> columns = tuple.getElements()
				.stream()
				.map((element) -> new TupleColumn(element.getAlias(), element.getJavaType()))
				.toList();
			boolean foldsCase = foldsCase(columns.stream().map(TupleColumn::alias).toList(),
					(name) -> hasValue(tuple, name));
			return new Node.TupleNode(columns, foldsCase, items.apply(tuple.toArray()));
		}
		if (value instanceof Object[] array && !CloneableTypes.contains(value.getClass())) {
			return new Node.ArrayNode(array.getClass().getComponentType(), items.apply(array));
		}
		return null;
	}

	/**
	 * Returns whether a value is a container that a hit returned, for instance to a
	 * default method.
	 */
	private static boolean isRestored(Object value) {
		return value instanceof SharedList || value instanceof RestoredTuple;
	}

	/**
	 * Returns whether a row finds its values by names in another case, as the rows of
	 * native queries do. If no name has another case, it makes no difference.
	 */
	private static boolean foldsCase(List<?> names, Predicate<String> finds) {
		for (Object name : names) {
			String upper = (name instanceof String text) ? text.toUpperCase(Locale.ROOT) : "";
			String other = upper.equals(name) ? upper.toLowerCase(Locale.ROOT) : upper;
			if (!other.isEmpty() && !names.contains(other)) {
				return finds.test(other);
			}
		}
		return true;
	}

	private static boolean hasValue(Tuple tuple, String name) {
		try {
			tuple.get(name);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static Node captureFuture(CompletableFuture<?> future, UnaryOperator<@Nullable Object[]> items) {
		if (!future.isDone() || future.isCompletedExceptionally()) {
			throw new UnsupportedResultException("A future that is not complete, or has failed");
		}
		return new Node.ContainerNode(ContainerKind.FUTURE, items.apply(new Object[] { future.join() }));
	}

	private static Node captureWindow(Window<?> window, UnaryOperator<@Nullable Object[]> items) {
		List<ScrollPosition> positions = new ArrayList<>(window.size());
		for (int i = 0; i < window.size(); i++) {
			positions.add(window.positionAt(i));
		}
		return new Node.WindowNode(items.apply(window.getContent().toArray()), List.copyOf(positions),
				window.hasNext());
	}

	/**
	 * Builds a container.
	 * @param node any node
	 * @param items restores the items
	 * @return the container, or {@code null} if the node is not a container's
	 */
	static @Nullable Object restore(Node node, Function<@Nullable Object[], List<@Nullable Object>> items) {
		if (node instanceof Node.ContainerNode container) {
			return (container.immutable() && container.kind() == ContainerKind.LIST)
					? new SharedList<>(container.items()) : ofKind(container.kind(), items.apply(container.items()));
		}
		if (node instanceof Node.PageNode page) {
			return new PageImpl<>(items.apply(page.content()), page.pageable(), page.total());
		}
		if (node instanceof Node.SliceNode slice) {
			return new SliceImpl<>(items.apply(slice.content()), slice.pageable(), slice.hasNext());
		}
		if (node instanceof Node.WindowNode window) {
			return Window.from(items.apply(window.content()), window.positions()::get, window.hasNext());
		}
		if (node instanceof Node.MapNode map) {
			return map.row() ? toRow(map, items.apply(map.values()))
					: toMap(items.apply(map.keys()), items.apply(map.values()));
		}
		if (node instanceof Node.TupleNode tuple) {
			return new RestoredTuple(tuple.elements(), items.apply(tuple.values()).toArray(), tuple.foldsCase());
		}
		if (node instanceof Node.ArrayNode array) {
			List<@Nullable Object> restored = items.apply(array.items());
			return restored.toArray((Object[]) Array.newInstance(array.componentType(), restored.size()));
		}
		return null;
	}

	private static Object ofKind(ContainerKind kind, List<@Nullable Object> items) {
		return switch (kind) {
			case LIST -> items;
			case SET -> new LinkedHashSet<>(items);
			case STREAMABLE -> Streamable.of(items);
			case FUTURE -> CompletableFuture.completedFuture(items.get(0));
			case OPTIONAL -> items.isEmpty() ? Optional.empty() : Optional.ofNullable(items.get(0));
		};
	}

	/**
	 * Builds the map of a row as Spring Data does. That of a native query finds a value
	 * by other spellings of its name, too.
	 */
	private static Map<String, Object> toRow(Node.MapNode row, List<@Nullable Object> values) {
		@Nullable Object[] keys = row.keys();
		List<TupleColumn> columns = new ArrayList<>(keys.length);
		for (int i = 0; i < keys.length; i++) {
			Object value = values.get(i);
			columns.add(new TupleColumn((String) keys[i], (value != null) ? value.getClass() : Object.class));
		}
		Tuple tuple = new RestoredTuple(columns, values.toArray(), row.foldsCase());
		return new TupleBackedMap(row.foldsCase() ? TupleBackedMap.underscoreAware(tuple) : tuple);
	}

	private static Map<@Nullable Object, @Nullable Object> toMap(List<@Nullable Object> keys,
			List<@Nullable Object> values) {
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keys.size(); i++) {
			map.put(keys.get(i), values.get(i));
		}
		return map;
	}

}
