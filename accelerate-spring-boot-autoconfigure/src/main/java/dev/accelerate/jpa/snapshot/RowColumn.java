package dev.accelerate.jpa.snapshot;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.ValueCopies;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Column that a {@link RowSelect} selects.
 *
 * @param path the path in the query
 * @param type the type of its values
 * @param mapping the mapping of the attribute, or {@code null} for an identifier
 */
record RowColumn(String path, Type type, @Nullable ValueMapping mapping) {

	/**
	 * Returns whether the row has the value. Values without an equality of their own are
	 * compared field by field, if copies of them can be. Of others, Hibernate cannot tell
	 * either whether they were changed.
	 */
	boolean isSame(@Nullable Object present, @Nullable Object expected) {
		if (expected == Node.Unfetched.UNFETCHED) {
			return true;
		}
		if (present == null || expected == null) {
			return present == expected;
		}
		if (this.type.isEqual(present, expected)) {
			return true;
		}
		Object copy = (this.mapping != null) ? this.mapping.copy(expected) : null;
		if (copy == null || this.type.isEqual(expected, copy)) {
			return false;
		}
		return !ValueCopies.isTrueCopy(expected, copy) || ValueCopies.isTrueCopy(expected, present);
	}

}
