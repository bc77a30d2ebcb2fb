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

	static final long START = 17;

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
		if (form != null) {
			this.hash = hash(this.hash, form);
		}
		else {
			this.known = false;
		}
	}

	/**
	 * Adds a form of a value to a hash.
	 */
	static long hash(long hash, Object form) {
		if (form instanceof Long number) {
			return RowMark.hash(hash, number);
		}
		if (form instanceof UUID uuid) {
			return RowMark.hash(RowMark.hash(hash, uuid.getMostSignificantBits()), uuid.getLeastSignificantBits());
		}
		return RowMark.hash(hash, (String) form);
	}

	/**
	 * Returns the mark of the row, or {@code null} if its key is not known.
	 * @param holder what has the key
	 */
	@Nullable Long mark(String holder) {
		return (this.known && this.count == this.forms.size()) ? RowMark.row(holder, this.hash) : null;
	}

}
