package dev.accelerate.snapshot.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Collections and maps of the JDK that attributes hold as values, as JSON is mapped to
 * them. The order of the constants is part of the format.
 */
enum JdkCollectionKind {

	ARRAY_LIST(ArrayList.class, ArrayList::new), LINKED_LIST(LinkedList.class, LinkedList::new),
	HASH_SET(HashSet.class, HashSet::new), LINKED_HASH_SET(LinkedHashSet.class, LinkedHashSet::new),
	TREE_SET(TreeSet.class, TreeSet::new),
	ARRAYS_LIST(Arrays.asList().getClass(), (items) -> Arrays.asList(items.toArray())),
	LIST_OF(List.of().getClass(), List::copyOf), LIST_OF_TWO(List.of(1).getClass(), List::copyOf),
	SET_OF(Set.of().getClass(), Set::copyOf), SET_OF_TWO(Set.of(1).getClass(), Set::copyOf),
	EMPTY_LIST(Collections.emptyList().getClass(), (items) -> Collections.emptyList()),
	HASH_MAP(HashMap.class, (items) -> fill(new HashMap<>(), items)),
	LINKED_HASH_MAP(LinkedHashMap.class, (items) -> fill(new LinkedHashMap<>(), items)),
	TREE_MAP(TreeMap.class, (items) -> fill(new TreeMap<>(), items)),
	MAP_OF(Map.of().getClass(), (items) -> Map.copyOf(fill(new HashMap<>(), items))),
	MAP_OF_ONE(Map.of(1, 1).getClass(), (items) -> Map.copyOf(fill(new HashMap<>(), items)));

	private static final JdkCollectionKind[] ALL = values();

	private final Class<?> type;

	private final Function<List<@Nullable Object>, Object> builder;

	JdkCollectionKind(Class<?> type, Function<List<@Nullable Object>, Object> builder) {
		this.type = type;
		this.builder = builder;
	}

	private static Map<@Nullable Object, @Nullable Object> fill(Map<@Nullable Object, @Nullable Object> map,
			List<@Nullable Object> items) {
		for (int i = 0; i < items.size(); i += 2) {
			map.put(items.get(i), items.get(i + 1));
		}
		return map;
	}

	/**
	 * Returns the kind of a collection or map, or {@code null} if it is of none. One that
	 * is sorted by an order of its own is of none, and so is an immutable list of
	 * {@code null}, which only a stream can make.
	 */
	static @Nullable JdkCollectionKind of(Object value) {
		if ((value instanceof SortedMap<?, ?> map && map.comparator() != null)
				|| (value instanceof SortedSet<?> set && set.comparator() != null)) {
			return null;
		}
		for (JdkCollectionKind kind : ALL) {
			if (kind.type == value.getClass()) {
				return (kind == LIST_OF && ((List<?>) value).stream().anyMatch(Objects::isNull)) ? null : kind;
			}
		}
		return null;
	}

	static JdkCollectionKind of(int ordinal) {
		return ALL[ordinal];
	}

	static int number() {
		return ALL.length;
	}

	boolean isMap() {
		return Map.class.isAssignableFrom(this.type);
	}

	/**
	 * Returns the items, or keys and values by turns.
	 */
	static List<@Nullable Object> items(Object value) {
		if (value instanceof Collection<?> collection) {
			return new ArrayList<>(collection);
		}
		List<@Nullable Object> items = new ArrayList<>();
		((Map<?, ?>) value).forEach((key, item) -> {
			items.add(key);
			items.add(item);
		});
		return items;
	}

	/**
	 * Builds a collection or map.
	 */
	Object build(List<@Nullable Object> items) {
		return this.builder.apply(items);
	}

}
