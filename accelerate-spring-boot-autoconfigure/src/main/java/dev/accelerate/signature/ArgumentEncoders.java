package dev.accelerate.signature;

import java.lang.reflect.Array;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.JpaSort;
import org.springframework.util.ClassUtils;

/**
 * Canonical forms of arguments: those built in, and those of the application's
 * {@link ArgumentEncoder} beans, which come first.
 */
public final class ArgumentEncoders {

	/**
	 * Types of {@code java.time} whose text tells every two values apart.
	 */
	private static final Set<Class<?>> JAVA_TIME = Set.of(Instant.class, LocalDate.class, LocalTime.class,
			LocalDateTime.class, OffsetDateTime.class, OffsetTime.class, ZonedDateTime.class, Duration.class,
			Period.class, Year.class, YearMonth.class, MonthDay.class, ZoneOffset.class);

	private final List<ArgumentEncoder> custom;

	/**
	 * Create encoders.
	 * @param custom the application's encoders, in the order in which they are asked
	 */
	public ArgumentEncoders(List<ArgumentEncoder> custom) {
		this.custom = List.copyOf(custom);
	}

	/**
	 * Return whether arguments of a declared type can be encoded.
	 * @param declared the type of a parameter
	 * @return whether the type is known
	 */
	public boolean supports(ResolvableType declared) {
		Class<?> type = declared.toClass();
		for (ArgumentEncoder encoder : this.custom) {
			if (encoder.supports(type)) {
				return true;
			}
		}
		if (type.isArray()) {
			return supports(declared.getComponentType());
		}
		if (type == Iterable.class || Collection.class.isAssignableFrom(type)) {
			return supports(declared.as(Iterable.class).getGeneric());
		}
		return isScalar(type) || Pageable.class.isAssignableFrom(type) || Sort.class.isAssignableFrom(type)
				|| Limit.class.isAssignableFrom(type);
	}

	private static boolean isScalar(Class<?> type) {
		return ClassUtils.isPrimitiveOrWrapper(type) || type == String.class || type == BigDecimal.class
				|| type == BigInteger.class || type == UUID.class || type.isEnum() || JAVA_TIME.contains(type)
				|| type == ZoneId.class;
	}

	void encode(@Nullable Object argument, CanonicalBytes out) {
		if (argument == null) {
			out.writeByte('0');
			return;
		}
		for (ArgumentEncoder encoder : this.custom) {
			if (encoder.supports(argument.getClass())) {
				out.writeByte('X');
				out.writeString(argument.getClass().getName());
				out.writeBytes(encoder.encode(argument));
				return;
			}
		}
		if (!encodeScalar(argument, out) && !encodeContainer(argument, out) && !encodePaging(argument, out)) {
			throw new UnsupportedArgumentException(argument.getClass());
		}
	}

	private boolean encodeScalar(Object argument, CanonicalBytes out) {
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
			named('e', constant.getDeclaringClass(), constant.name(), out);
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
			named('t', argument.getClass(), argument.toString(), out);
		}
		else if (argument instanceof ZoneId zone) {
			named('t', ZoneId.class, zone.getId(), out);
		}
		else {
			return false;
		}
		return true;
	}

	private boolean encodeContainer(Object argument, CanonicalBytes out) {
		if (argument.getClass().isArray()) {
			int length = Array.getLength(argument);
			out.writeByte('A');
			out.writeInt(length);
			for (int i = 0; i < length; i++) {
				encode(Array.get(argument, i), out);
			}
			return true;
		}
		if (argument instanceof Set<?> set) {
			encodeSet(set, out);
			return true;
		}
		if (argument instanceof Collection<?> collection) {
			List<?> elements = new ArrayList<>(collection);
			out.writeByte('L');
			out.writeInt(elements.size());
			elements.forEach((element) -> encode(element, out));
			return true;
		}
		return false;
	}

	/**
	 * Sort the elements by their bytes, because equal sets need not iterate alike.
	 */
	private void encodeSet(Set<?> set, CanonicalBytes out) {
		List<byte[]> elements = new ArrayList<>(set.size());
		for (Object element : set) {
			CanonicalBytes bytes = new CanonicalBytes(new byte[0]);
			encode(element, bytes);
			elements.add(bytes.toByteArray());
		}
		elements.sort(Arrays::compare);
		out.writeByte('S');
		out.writeInt(elements.size());
		elements.forEach(out::writeBytes);
	}

	private boolean encodePaging(Object argument, CanonicalBytes out) {
		if (argument instanceof Pageable pageable && isSpringData(pageable)) {
			named('P', pageable.getClass(), "", out);
			if (pageable.isPaged()) {
				out.writeInt(pageable.getPageNumber());
				out.writeInt(pageable.getPageSize());
			}
			return encodePaging(pageable.getSort(), out);
		}
		if (argument instanceof Sort sort) {
			List<Sort.Order> orders = sort.toList();
			out.writeByte('O');
			out.writeInt(orders.size());
			orders.forEach((order) -> encodeOrder(order, out));
			return true;
		}
		if (argument instanceof Limit limit && isSpringData(limit)) {
			out.writeByte('M');
			out.writeInt(limit.isLimited() ? limit.max() : -1);
			return true;
		}
		return false;
	}

	private static void encodeOrder(Sort.Order order, CanonicalBytes out) {
		if (!isSpringData(order)) {
			throw new UnsupportedArgumentException(order.getClass());
		}
		named('o', order.getClass(), order.getProperty(), out);
		out.writeByte(order.isAscending() ? 'a' : 'd');
		out.writeByte(order.isIgnoreCase() ? 'i' : 'c');
		out.writeByte(order.getNullHandling().ordinal());
		out.writeByte((order instanceof JpaSort.JpaOrder jpa && jpa.isUnsafe()) ? 'u' : 's');
	}

	/**
	 * A class of the application's own may hold state that its interface does not show.
	 */
	private static boolean isSpringData(Object value) {
		return value.getClass().getName().startsWith("org.springframework.data.");
	}

	private static void named(char kind, Class<?> type, String value, CanonicalBytes out) {
		out.writeByte(kind);
		out.writeString(type.getName());
		out.writeString(value);
	}

}
