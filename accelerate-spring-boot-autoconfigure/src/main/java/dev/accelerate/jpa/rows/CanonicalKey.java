package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.UUID;

import dev.accelerate.invalidation.RowMark;
import org.jspecify.annotations.Nullable;

/**
 * Hash of the values of a key in their canonical form: keys that are equal in the
 * database have the same hash. Values without such a form make the key unknown.
 */
final class CanonicalKey {

	private static final long START = 17;

	private final List<KeyForm> forms;

	private long hash = START;

	private int count;

	private boolean known = true;

	/**
	 * Creates a key without values.
	 * @param forms the forms of its columns
	 */
	CanonicalKey(List<KeyForm> forms) {
		this.forms = forms;
	}

	/**
	 * Adds the value of the next column.
	 */
	void add(@Nullable Object value) {
		Object form = (value != null && this.count < this.forms.size()) ? this.forms.get(this.count).of(value) : null;
		this.count++;
		if (form instanceof Long number) {
			this.hash = RowMark.hash(this.hash, number);
		}
		else if (form instanceof UUID uuid) {
			this.hash = RowMark.hash(RowMark.hash(this.hash, uuid.getMostSignificantBits()),
					uuid.getLeastSignificantBits());
		}
		else if (form instanceof String text) {
			this.hash = RowMark.hash(this.hash, text);
		}
		else {
			this.known = false;
		}
	}

	/**
	 * Returns the mark of the row, or {@code null} if its key is not known.
	 * @param holder what has the key
	 */
	@Nullable Long mark(String holder) {
		return isKnown() ? RowMark.row(holder, this.hash) : null;
	}

	/**
	 * Returns the mark of the rows that have the values, or {@code null} if these are not
	 * known.
	 * @param columns the hash of the columns that have the values
	 */
	@Nullable Long mark(long columns) {
		return isKnown() ? RowMark.value(columns, this.hash) : null;
	}

	private boolean isKnown() {
		return this.known && this.count == this.forms.size();
	}

}
