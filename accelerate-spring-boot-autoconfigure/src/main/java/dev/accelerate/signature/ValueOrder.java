package dev.accelerate.signature;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Order of simple values of any types. Values without a natural order are ordered by
 * their texts.
 */
enum ValueOrder implements Comparator<@Nullable Object> {

	INSTANCE;

	@Override
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public int compare(@Nullable Object left, @Nullable Object right) {
		if (left == null || right == null) {
			return Boolean.compare(left != null, right != null);
		}
		Class<?> type = left.getClass();
		if (type != right.getClass()) {
			return type.getName().compareTo(right.getClass().getName());
		}
		return (left instanceof Comparable comparable) ? comparable.compareTo(right)
				: left.toString().compareTo(right.toString());
	}

}
