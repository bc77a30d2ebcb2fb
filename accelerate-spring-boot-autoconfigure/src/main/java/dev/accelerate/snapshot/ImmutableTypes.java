package dev.accelerate.snapshot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Types whose instances can be shared between callers because they cannot be changed. A
 * type counts as mutable unless it is known to be immutable, whatever others call it.
 */
public final class ImmutableTypes {

	private static final Set<Class<?>> VALUES = Set.of(String.class, BigDecimal.class, BigInteger.class, UUID.class,
			URI.class, URL.class, InetAddress.class, Inet4Address.class, Inet6Address.class, Locale.class,
			Currency.class, Pattern.class, Class.class, Instant.class, LocalDate.class, LocalTime.class,
			LocalDateTime.class, OffsetDateTime.class, OffsetTime.class, ZonedDateTime.class, Duration.class,
			Period.class, Year.class, YearMonth.class, MonthDay.class, ZoneOffset.class, ZoneId.class);

	private static final ClassValue<Boolean> IMMUTABLE = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isImmutable(type, new HashSet<>());
		}

	};

	private static final ClassValue<Form> FORMS = new ClassValue<>() {

		@Override
		protected Form computeValue(Class<?> type) {
			return Form.of(type);
		}

	};

	private ImmutableTypes() {
	}

	static boolean contains(Class<?> type) {
		return IMMUTABLE.get(type);
	}

	/**
	 * Returns whether no instance of a declared type can be changed: the type is on the
	 * list of immutable ones, an enum, a record of these, or a final class whose fields
	 * are all final and of such types.
	 * @param declared the declared type
	 * @return whether every instance can be shared
	 */
	public static boolean isShareable(Class<?> declared) {
		return contains(declared) || (Modifier.isFinal(declared.getModifiers()) && FORMS.get(declared).fixed());
	}

	/**
	 * Returns whether a value cannot be changed, because of its type, or because all its
	 * fields are final and hold such values.
	 * @param value the value
	 * @return whether it can be shared
	 */
	public static boolean isShareable(Object value) {
		return isShareable(value, 0);
	}

	private static boolean isShareable(@Nullable Object value, int depth) {
		if (value == null || contains(value.getClass())) {
			return true;
		}
		Form form = FORMS.get(value.getClass());
		return form.fixed() || (depth < 8 && form.isFixed(value, depth));
	}

	private static boolean isImmutable(Class<?> type, Set<Class<?>> enclosing) {
		return ClassUtils.isPrimitiveOrWrapper(type) || VALUES.contains(type) || Enum.class.isAssignableFrom(type)
				|| ZoneId.class.isAssignableFrom(type) || isRecordOfImmutables(type, enclosing);
	}

	/**
	 * Returns whether a type is a record that holds only immutable values. Records that
	 * hold each other in a circle count as mutable, and are copied.
	 */
	private static boolean isRecordOfImmutables(Class<?> type, Set<Class<?>> enclosing) {
		if (!type.isRecord() || HeldResources.contains(type) || !enclosing.add(type)) {
			return false;
		}
		for (RecordComponent component : type.getRecordComponents()) {
			if (!isImmutable(component.getType(), enclosing)) {
				return false;
			}
		}
		enclosing.remove(type);
		return true;
	}

	/**
	 * Fields of a class, if all of them are final.
	 *
	 * @param fixed whether the declared types of the fields guarantee that no instance
	 * can be changed
	 * @param fields the fields, or {@code null} if one can be written or is closed to
	 * reflection
	 */
	private record Form(boolean fixed, Field @Nullable [] fields) {

		private static final Form MUTABLE = new Form(false, null);

		static Form of(Class<?> type) {
			boolean known = ResultTypes.isApplicationType(type) || type.getName().startsWith("kotlin.");
			if (!known || type.isInterface() || HeldResources.contains(type)) {
				return MUTABLE;
			}
			Set<Field> fields = new HashSet<>();
			boolean fixed = true;
			for (Class<?> declaring = type; declaring != null
					&& declaring != Object.class; declaring = declaring.getSuperclass()) {
				for (Field field : declaring.getDeclaredFields()) {
					if (Modifier.isStatic(field.getModifiers())) {
						continue;
					}
					if (!Modifier.isFinal(field.getModifiers()) || !field.trySetAccessible()) {
						return MUTABLE;
					}
					fixed = fixed && contains(field.getType());
					fields.add(field);
				}
			}
			return new Form(fixed, fields.toArray(Field[]::new));
		}

		/**
		 * Returns whether all fields of an instance hold values that cannot be changed.
		 */
		boolean isFixed(Object instance, int depth) {
			if (this.fields == null) {
				return false;
			}
			for (Field field : this.fields) {
				if (!isShareable(ReflectionUtils.getField(field, instance), depth + 1)) {
					return false;
				}
			}
			return true;
		}

	}

}
