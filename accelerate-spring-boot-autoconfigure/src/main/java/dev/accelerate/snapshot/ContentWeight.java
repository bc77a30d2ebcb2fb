package dev.accelerate.snapshot;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Estimate of the memory that a value of several parts retains: a collection, a map or an
 * object of the application, such as JSON is mapped to. It looks into what
 * {@link ValueCopies} looks into, at any depth, and counts each part once.
 */
final class ContentWeight {

	private static final int OBJECT = 16;

	private static final int LIST_ITEM = 8;

	private static final int HASHED_ITEM = 48;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Object> waiting = new ArrayDeque<>();

	private ContentWeight() {
	}

	/**
	 * Returns whether a value has parts to be weighed.
	 */
	static boolean isOf(Object value) {
		return value instanceof Collection<?> || value instanceof Map<?, ?>
				|| ResultTypes.isApplicationType(value.getClass());
	}

	static long of(Object value) {
		return new ContentWeight().weigh(value);
	}

	private long weigh(Object value) {
		long weight = 0;
		this.waiting.add(value);
		for (Object next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			weight += (isOf(next) || next instanceof Object[]) ? weighParts(next) : Weights.ofLeaf(next);
		}
		return weight;
	}

	private long weighParts(Object value) {
		if (value instanceof Enum<?> || !this.seen.add(value)) {
			return 0;
		}
		if (value instanceof Map<?, ?> map) {
			addAll(map.keySet());
			addAll(map.values());
			return 3 * OBJECT + (long) HASHED_ITEM * map.size();
		}
		if (value instanceof Collection<?> collection) {
			addAll(collection);
			return 2 * OBJECT + (long) (value instanceof List<?> ? LIST_ITEM : HASHED_ITEM) * collection.size();
		}
		List<@Nullable Object> parts = Arrays
			.asList((value instanceof Object[] array) ? array : ValueObjectType.of(value.getClass()).read(value));
		addAll(parts);
		return OBJECT + (long) LIST_ITEM * parts.size();
	}

	private void addAll(Collection<? extends @Nullable Object> parts) {
		for (Object part : parts) {
			if (part != null) {
				this.waiting.add(part);
			}
		}
	}

}
