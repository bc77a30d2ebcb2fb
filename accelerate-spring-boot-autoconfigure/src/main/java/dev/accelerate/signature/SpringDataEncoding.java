package dev.accelerate.signature;

import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.JpaSort;

/**
 * Canonical forms of what Spring Data adds to queries: paging, sorting, scrolling, limits
 * and ranges.
 */
final class SpringDataEncoding {

	private SpringDataEncoding() {
	}

	static boolean supports(Class<?> type) {
		return Pageable.class.isAssignableFrom(type) || Sort.class.isAssignableFrom(type)
				|| Limit.class.isAssignableFrom(type) || ScrollPosition.class.isAssignableFrom(type);
	}

	/**
	 * Encodes a value if it is one of Spring Data's.
	 * @param value the value
	 * @param out receives the encoding
	 * @param nested encodes the values inside it
	 * @return whether it is one of Spring Data's
	 */
	static boolean encode(Object value, CanonicalBytes out, Consumer<@Nullable Object> nested) {
		if (value instanceof Pageable pageable && isSpringData(pageable)) {
			out.writeNamed('P', pageable.getClass(), "");
			if (pageable.isPaged()) {
				out.writeInt(pageable.getPageNumber());
				out.writeInt(pageable.getPageSize());
			}
			encodeSort(pageable.getSort(), out);
		}
		else if (value instanceof Sort sort) {
			encodeSort(sort, out);
		}
		else if (value instanceof Limit limit && isSpringData(limit)) {
			out.writeByte('M');
			out.writeInt(limit.isLimited() ? limit.max() : -1);
		}
		else if (value instanceof OffsetScrollPosition offset) {
			out.writeByte('W');
			out.writeLong(offset.isInitial() ? -1 : offset.getOffset());
		}
		else if (value instanceof KeysetScrollPosition keyset) {
			out.writeNamed('K', KeysetScrollPosition.class, keyset.getDirection().name());
			nested.accept(keyset.getKeys());
		}
		else if (value instanceof Range<?> range) {
			out.writeByte('R');
			encodeBound(range.getLowerBound(), out, nested);
			encodeBound(range.getUpperBound(), out, nested);
		}
		else {
			return false;
		}
		return true;
	}

	private static void encodeSort(Sort sort, CanonicalBytes out) {
		out.writeByte('O');
		out.writeInt(sort.toList().size());
		for (Sort.Order order : sort) {
			if (!isSpringData(order)) {
				throw new UnsupportedArgumentException(order.getClass());
			}
			out.writeNamed('o', order.getClass(), order.getProperty());
			out.writeByte(order.isAscending() ? 'a' : 'd');
			out.writeByte(order.isIgnoreCase() ? 'i' : 'c');
			out.writeByte(order.getNullHandling().ordinal());
			out.writeByte((order instanceof JpaSort.JpaOrder jpa && jpa.isUnsafe()) ? 'u' : 's');
		}
	}

	private static void encodeBound(Range.Bound<?> bound, CanonicalBytes out, Consumer<@Nullable Object> nested) {
		out.writeByte(bound.isInclusive() ? 'i' : 'e');
		Optional<?> value = bound.getValue();
		nested.accept(value.isPresent() ? value.get() : null);
	}

	/**
	 * Returns whether the class of a value is Spring Data's. A class of the application
	 * may hold state that its interface does not show.
	 */
	private static boolean isSpringData(Object value) {
		return value.getClass().getName().startsWith("org.springframework.data.");
	}

}
