package dev.accelerate.snapshot;

import java.lang.reflect.Array;
import java.util.Calendar;
import java.util.Date;

/**
 * Mutable types of which a clone is a full copy: arrays of immutable values, and the
 * dates of {@code java.util} and {@code java.sql}.
 */
final class CloneableTypes {

	private CloneableTypes() {
	}

	static boolean contains(Class<?> type) {
		return (type.isArray() && ImmutableTypes.contains(type.getComponentType())) || Date.class.isAssignableFrom(type)
				|| Calendar.class.isAssignableFrom(type);
	}

	static Object copy(Object value) {
		if (value instanceof Date date) {
			return date.clone();
		}
		if (value instanceof Calendar calendar) {
			return calendar.clone();
		}
		int length = Array.getLength(value);
		Object copy = Array.newInstance(value.getClass().getComponentType(), length);
		System.arraycopy(value, 0, copy, 0, length);
		return copy;
	}

}
