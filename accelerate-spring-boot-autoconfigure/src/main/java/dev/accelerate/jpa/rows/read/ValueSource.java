package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the value that a column is compared with comes from.
 *
 * @param argument the position of an argument, or a negative number for a constant
 * @param constant the constant
 * @param many whether the argument has alternatives
 */
record ValueSource(int argument, @Nullable Object constant, boolean many) {

	static ValueSource argument(int position, boolean many) {
		return new ValueSource(position, null, many);
	}

	static ValueSource constant(@Nullable Object value) {
		return new ValueSource(-1, value, false);
	}

	/**
	 * Returns the values, or {@code null} if these are too many or of a kind that cannot
	 * be followed.
	 */
	@Nullable List<@Nullable Object> values(Object[] arguments, int most) {
		Object value = (this.argument < 0) ? this.constant : arguments[this.argument];
		if (!this.many) {
			return (value instanceof Iterable<?> || (value != null && value.getClass().isArray())) ? null
					: Collections.singletonList(value);
		}
		if (!(value instanceof Iterable<?> items)) {
			return null;
		}
		List<@Nullable Object> values = new ArrayList<>();
		for (Object item : items) {
			if (values.size() == most) {
				return null;
			}
			values.add(item);
		}
		return values;
	}

}
