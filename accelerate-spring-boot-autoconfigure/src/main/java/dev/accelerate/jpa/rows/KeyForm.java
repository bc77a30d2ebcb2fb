package dev.accelerate.jpa.rows;

import java.util.Set;
import java.util.UUID;

import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * Canonical form of the values of a column. Values that are equal in the database have
 * one form. The reverse need not hold.
 */
enum KeyForm {

	/**
	 * An integer of any size.
	 */
	INTEGER {

		@Override
		@Nullable Object of(Object value) {
			return (value instanceof Long || value instanceof Integer || value instanceof Short
					|| value instanceof Byte) ? ((Number) value).longValue() : null;
		}

	},

	/**
	 * A text, of whatever collation.
	 */
	TEXT {

		@Override
		@Nullable Object of(Object value) {
			return (value instanceof String text) ? FoldedText.of(text) : null;
		}

		@Override
		@Nullable Set<String> alternatives(Object value) {
			return (value instanceof String text) ? FoldedText.withZeros(text) : null;
		}

	},

	/**
	 * A UUID, as a type of its own, as bytes or as a text.
	 */
	UNIQUE {

		@Override
		@Nullable Object of(Object value) {
			return (value instanceof UUID) ? value : null;
		}

	},

	/**
	 * A boolean value.
	 */
	BOOLEAN {

		@Override
		@Nullable Object of(Object value) {
			return (value instanceof Boolean bool) ? Long.valueOf(bool ? 1 : 0) : null;
		}

	},

	/**
	 * An enum constant by its number.
	 */
	ORDINAL {

		@Override
		@Nullable Object of(Object value) {
			return (value instanceof Enum<?> constant) ? Long.valueOf(constant.ordinal()) : null;
		}

	},

	/**
	 * An enum constant by its name.
	 */
	NAME {

		@Override
		@Nullable Object of(Object value) {
			return (value instanceof Enum<?> constant) ? FoldedText.of(constant.name()) : null;
		}

		@Override
		@Nullable Set<String> alternatives(Object value) {
			return (value instanceof Enum<?> constant) ? FoldedText.withZeros(constant.name()) : null;
		}

	};

	/**
	 * Returns the form of a value.
	 * @return a {@link Long}, a text or a {@link UUID}; or {@code null} if the value has
	 * no form
	 */
	abstract @Nullable Object of(Object value);

	/**
	 * Returns finer forms of a value. Values that are equal in the database have one of
	 * them in common, at least.
	 * @return forms of one type, or {@code null} if the value has none
	 */
	@Nullable Set<?> alternatives(Object value) {
		Object only = of(value);
		return (only != null) ? Set.of(only) : null;
	}

	/**
	 * Returns the form of the values of a column, or {@code null} if they have none.
	 * Floating point numbers and decimals differ in digits that mean nothing, and dates
	 * and times depend on time zones.
	 */
	static @Nullable KeyForm of(JdbcMapping column) {
		JdbcType database = column.getJdbcType();
		Class<?> type = column.getJdbcJavaType().getJavaTypeClass();
		if (database.isLob()) {
			return null;
		}
		if (type == Long.class || type == Integer.class || type == Short.class || type == Byte.class) {
			return database.isFloat() ? null : INTEGER;
		}
		if (type == String.class) {
			// Texts may also be mapped to JSON, of which other texts are equal.
			return database.isString() ? TEXT : null;
		}
		if (type == UUID.class) {
			return UNIQUE;
		}
		if (type == Boolean.class) {
			return BOOLEAN;
		}
		if (type.isEnum()) {
			return database.isInteger() ? ORDINAL : NAME;
		}
		return null;
	}

}
