package dev.accelerate.snapshot;

import java.lang.reflect.Array;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;

/**
 * Mutable types that this class copies in full: the dates, calendars and time zones of
 * the JDK, and arrays of these, of immutable values or of such arrays.
 */
public final class CloneableTypes {

	private static final List<String> JDK = List.of("java.", "sun.");

	private static final ClassValue<Boolean> CLONEABLE = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isCloneable(type);
		}

	};

	private CloneableTypes() {
	}

	/**
	 * Returns whether a type is one of these.
	 * @param type the type
	 * @return whether {@link #copy(Object)} makes full copies
	 */
	public static boolean contains(Class<?> type) {
		return CLONEABLE.get(type);
	}

	private static boolean isCloneable(Class<?> type) {
		if (type.isArray()) {
			return ImmutableTypes.contains(type.getComponentType()) || contains(type.getComponentType());
		}
		return (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)
				|| TimeZone.class.isAssignableFrom(type)) && JDK.stream().anyMatch(type.getName()::startsWith);
	}

	/**
	 * Copies a value.
	 * @param value an instance of one of these types
	 * @return a copy that shares nothing mutable with it
	 */
	public static Object copy(Object value) {
		if (value instanceof Date date) {
			return date.clone();
		}
		if (value instanceof Calendar calendar) {
			return calendar.clone();
		}
		if (value instanceof TimeZone zone) {
			return zone.clone();
		}
		int length = Array.getLength(value);
		Class<?> component = value.getClass().getComponentType();
		Object copy = Array.newInstance(component, length);
		if (ImmutableTypes.contains(component)) {
			System.arraycopy(value, 0, copy, 0, length);
			return copy;
		}
		for (int i = 0; i < length; i++) {
			Object item = Array.get(value, i);
			Array.set(copy, i, (item != null) ? copy(item) : null);
		}
		return copy;
	}

}
