package dev.accelerate.signature;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.Set;
import java.util.UUID;

import org.springframework.util.ClassUtils;

/**
 * Canonical forms of simple values.
 */
final class ScalarEncoding {

	/**
	 * Types of {@code java.time} whose values all have different texts.
	 */
	private static final Set<Class<?>> JAVA_TIME = Set.of(Instant.class, LocalDate.class, LocalTime.class,
			LocalDateTime.class, OffsetDateTime.class, OffsetTime.class, ZonedDateTime.class, Duration.class,
			Period.class, Year.class, YearMonth.class, MonthDay.class, ZoneOffset.class);

	private ScalarEncoding() {
	}

	static boolean supports(Class<?> type) {
		return ClassUtils.isPrimitiveOrWrapper(type) || type == String.class || type == BigDecimal.class
				|| type == BigInteger.class || type == Class.class || type == UUID.class || type.isEnum()
				|| JAVA_TIME.contains(type) || type == ZoneId.class;
	}

	/**
	 * Returns whether a value may be compared in place of its canonical form. A zone may
	 * not, because not every class of zones is known. Nor may a number of arbitrary
	 * length.
	 */
	static boolean isScalar(Object value) {
		return value instanceof String || value instanceof Long || value instanceof Integer || value instanceof Enum<?>
				|| value instanceof UUID || value instanceof Boolean || value instanceof Class<?>
				|| ClassUtils.isPrimitiveWrapper(value.getClass()) || JAVA_TIME.contains(value.getClass());
	}

	/**
	 * Encodes a value if it is a simple one.
	 * @return whether it is a simple one
	 */
	static boolean encode(Object argument, CanonicalBytes out) {
		if (argument instanceof String string) {
			out.writeByte('s');
			out.writeString(string);
		}
		else if (argument instanceof Long number) {
			out.writeByte('l');
			out.writeLong(number);
		}
		else if (argument instanceof Integer number) {
			out.writeByte('i');
			out.writeInt(number);
		}
		else if (argument instanceof Boolean flag) {
			out.writeByte(flag ? 'T' : 'F');
		}
		else if (argument instanceof Enum<?> constant) {
			out.writeNamed('e', constant.getDeclaringClass(), constant.name());
		}
		else if (argument instanceof UUID uuid) {
			out.writeByte('u');
			out.writeLong(uuid.getMostSignificantBits());
			out.writeLong(uuid.getLeastSignificantBits());
		}
		else if (argument instanceof Double number) {
			out.writeByte('d');
			out.writeLong(Double.doubleToLongBits(number));
		}
		else if (argument instanceof Float number) {
			out.writeByte('f');
			out.writeInt(Float.floatToIntBits(number));
		}
		else if (argument instanceof Short number) {
			out.writeByte('h');
			out.writeInt(number);
		}
		else if (argument instanceof Byte number) {
			out.writeByte('b');
			out.writeInt(number);
		}
		else if (argument instanceof Character character) {
			out.writeByte('c');
			out.writeInt(character);
		}
		else if (argument.getClass() == BigDecimal.class) {
			BigDecimal number = (BigDecimal) argument;
			out.writeByte('D');
			out.writeInt(number.scale());
			out.writeBytes(number.unscaledValue().toByteArray());
		}
		else if (argument.getClass() == BigInteger.class) {
			out.writeByte('I');
			out.writeBytes(((BigInteger) argument).toByteArray());
		}
		else if (JAVA_TIME.contains(argument.getClass())) {
			out.writeNamed('t', argument.getClass(), argument.toString());
		}
		else if (argument instanceof ZoneId zone) {
			out.writeNamed('t', ZoneId.class, zone.getId());
		}
		else if (argument instanceof Class<?> type) {
			out.writeByte('k');
			out.writeString(type.getName());
		}
		else {
			return false;
		}
		return true;
	}

}
