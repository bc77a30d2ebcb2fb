package dev.accelerate.snapshot;

import java.lang.reflect.Array;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Check that a copy made by other code equals the value and shares nothing mutable with
 * it. Both are walked side by side: arrays, collections and maps by their items, the
 * application's own classes by their fields. For values that cannot be walked, their
 * {@code equals} decides.
 */
public final class ValueCopies {

	private final Map<Object, Object> walked = new IdentityHashMap<>();

	private ValueCopies() {
	}

	/**
	 * Returns whether a copy is a true one.
	 * @param original the value
	 * @param copy the supposed copy
	 * @return whether they are equal and can be changed independently of each other
	 */
	public static boolean isTrueCopy(Object original, Object copy) {
		return new ValueCopies().isCopy(original, copy);
	}

	/**
	 * Returns whether a value holds a resource, so that no copy of it must be made.
	 * @param value the value
	 * @return whether it is a resource, or one can be reached from it
	 */
	public static boolean holdsResource(Object value) {
		return HeldResources.isReachableFrom(value, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	private boolean isCopy(@Nullable Object original, @Nullable Object copy) {
		if (original == null || copy == null) {
			return original == copy;
		}
		if (original.getClass() != copy.getClass() || HeldResources.contains(original.getClass())) {
			return false;
		}
		if (ImmutableTypes.isShareable(original)) {
			return isEqual(original, copy);
		}
		if (original == copy) {
			return false;
		}
		return this.walked.put(original, copy) == copy || areCopies(original, copy);
	}

	/**
	 * Returns whether two immutable values are equal. URLs are compared as texts, because
	 * their {@code equals} asks the network.
	 */
	private boolean isEqual(Object original, Object copy) {
		if (original instanceof URL url) {
			return url.toExternalForm().equals(((URL) copy).toExternalForm());
		}
		return original == copy || original.equals(copy)
				|| (ResultTypes.isApplicationType(original.getClass()) && haveEqualFields(original, copy));
	}

	private boolean areCopies(Object original, Object copy) {
		if (original.getClass().isArray()) {
			return haveEqualItems(original, copy);
		}
		if (ResultTypes.isApplicationType(original.getClass())) {
			return haveEqualFields(original, copy);
		}
		if (original instanceof Map<?, ?> map) {
			return haveEqualEntries(map, (Map<?, ?>) copy);
		}
		if (original instanceof Set<?> set && set.stream().allMatch(ValueCopies::isShareable)) {
			return set.equals(copy);
		}
		if (original instanceof List<?> || original instanceof Set<?>) {
			return haveEqualItems((Collection<?>) original, (Collection<?>) copy);
		}
		return original.equals(copy);
	}

	private static boolean isShareable(@Nullable Object value) {
		return value == null || ImmutableTypes.isShareable(value);
	}

	private boolean haveEqualItems(Object original, Object copy) {
		int length = Array.getLength(original);
		if (length != Array.getLength(copy)) {
			return false;
		}
		if (original.getClass().getComponentType().isPrimitive()) {
			return Objects.deepEquals(original, copy);
		}
		for (int i = 0; i < length; i++) {
			if (!isCopy(Array.get(original, i), Array.get(copy, i))) {
				return false;
			}
		}
		return true;
	}

	private boolean haveEqualItems(Collection<?> original, Collection<?> copy) {
		Iterator<?> copies = copy.iterator();
		for (Object item : original) {
			if (!copies.hasNext() || !isCopy(item, copies.next())) {
				return false;
			}
		}
		return !copies.hasNext();
	}

	private boolean haveEqualEntries(Map<?, ?> original, Map<?, ?> copy) {
		if (original.size() != copy.size() || !original.keySet().stream().allMatch(ValueCopies::isShareable)) {
			return false;
		}
		return original.entrySet()
			.stream()
			.allMatch(
					(entry) -> copy.containsKey(entry.getKey()) && isCopy(entry.getValue(), copy.get(entry.getKey())));
	}

	private boolean haveEqualFields(Object original, Object copy) {
		try {
			ValueObjectType type = ValueObjectType.of(original.getClass());
			@Nullable Object[] originals = type.read(original);
			@Nullable Object[] copies = type.read(copy);
			for (int i = 0; i < originals.length; i++) {
				if (!isCopy(originals[i], copies[i])) {
					return false;
				}
			}
			return true;
		}
		catch (RuntimeException ex) {
			return original.equals(copy);
		}
	}

}
