package dev.accelerate.snapshot;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
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

import org.springframework.util.ClassUtils;

/**
 * Types whose instances can be shared between callers because nobody can change them.
 */
final class ImmutableTypes {

	private static final Set<Class<?>> VALUES = Set.of(String.class, BigDecimal.class, BigInteger.class, UUID.class,
			URI.class, URL.class, Locale.class, Currency.class, Class.class, Instant.class, LocalDate.class,
			LocalTime.class, LocalDateTime.class, OffsetDateTime.class, OffsetTime.class, ZonedDateTime.class,
			Duration.class, Period.class, Year.class, YearMonth.class, MonthDay.class, ZoneOffset.class, ZoneId.class);

	private static final ClassValue<Boolean> IMMUTABLE = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isImmutable(type, new HashSet<>());
		}

	};

	private ImmutableTypes() {
	}

	static boolean contains(Class<?> type) {
		return IMMUTABLE.get(type);
	}

	private static boolean isImmutable(Class<?> type, Set<Class<?>> enclosing) {
		return ClassUtils.isPrimitiveOrWrapper(type) || VALUES.contains(type) || Enum.class.isAssignableFrom(type)
				|| ZoneId.class.isAssignableFrom(type) || isRecordOfImmutables(type, enclosing);
	}

	/**
	 * Records that hold each other in circles are not looked into any further: they are
	 * copied.
	 */
	private static boolean isRecordOfImmutables(Class<?> type, Set<Class<?>> enclosing) {
		if (!type.isRecord() || !enclosing.add(type)) {
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

}
