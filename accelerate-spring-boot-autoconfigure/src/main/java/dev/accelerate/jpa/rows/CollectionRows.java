package dev.accelerate.jpa.rows;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rows of one collection of entities, elements or keys: those of an owner together have
 * one mark. Rows of a collection of entities without a join table are those of the
 * entities.
 *
 * @param table the plain name of the table that has the key of the owner
 * @param holder what the marks are of: the table and the columns of the key
 * @param columns the names of the columns of the key
 * @param forms the forms of these columns
 * @param fingerprint the fingerprint of what the marks of the table rest on
 */
public record CollectionRows(String table, String holder, List<String> columns, List<KeyForm> forms, long fingerprint) {

	/**
	 * Returns the mark of the rows of an owner.
	 * @param values the values of the columns of its identifier, in the order of the
	 * mapping, as they are bound
	 * @return the mark, or {@code null} if the identifier has no canonical form
	 */
	public @Nullable Long mark(List<? extends @Nullable Object> values) {
		CanonicalKey key = new CanonicalKey(this.forms);
		values.forEach(key::add);
		return key.mark(this.holder);
	}

}
