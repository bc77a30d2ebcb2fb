package dev.accelerate.jpa.attribute;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import dev.accelerate.jpa.attribute.Attributes.StringBuilderValue;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;

/**
 * Types of the application's own.
 */
public final class UserTypes {

	private UserTypes() {
	}

	/**
	 * Type that copies its values.
	 */
	public static class Copying implements UserType<StringBuilderValue> {

		@Override
		public int getSqlType() {
			return Types.VARCHAR;
		}

		@Override
		public Class<StringBuilderValue> returnedClass() {
			return StringBuilderValue.class;
		}

		@Override
		public StringBuilderValue nullSafeGet(ResultSet rows, int position, WrapperOptions options)
				throws SQLException {
			String text = rows.getString(position);
			return (text != null) ? new StringBuilderValue(text) : null;
		}

		@Override
		public void nullSafeSet(PreparedStatement statement, StringBuilderValue value, int index,
				WrapperOptions options) throws SQLException {
			statement.setString(index, (value != null) ? value.text : null);
		}

		@Override
		public StringBuilderValue deepCopy(StringBuilderValue value) {
			return (value != null) ? new StringBuilderValue(value.text) : null;
		}

		@Override
		public boolean isMutable() {
			return true;
		}

	}

	/**
	 * Type that calls its values immutable, which they are not.
	 */
	public static class Sharing extends Copying {

		@Override
		public StringBuilderValue deepCopy(StringBuilderValue value) {
			return value;
		}

		@Override
		public boolean isMutable() {
			return false;
		}

	}

}
