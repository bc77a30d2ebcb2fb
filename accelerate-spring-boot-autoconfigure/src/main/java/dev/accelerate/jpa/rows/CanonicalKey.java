package dev.accelerate.jpa.rows;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.UUID;

import dev.accelerate.invalidation.RowMark;
import org.jspecify.annotations.Nullable;

/**
 * Hash of the values of a key in a canonical form: keys that are equal in the database
 * have the same hash. The reverse need not hold. Values of which that is not certain make
 * the key unknown.
 */
final class CanonicalKey {

	private static final long START = 17;

	private static final char LAST_ASCII = 126;

	private long hash = START;

	private boolean known = true;

	/**
	 * Adds the next value of the key.
	 */
	void add(@Nullable Object value) {
		if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			this.hash = RowMark.hash(this.hash, ((Number) value).longValue());
		}
		else if (value instanceof UUID uuid) {
			this.hash = RowMark.hash(RowMark.hash(this.hash, uuid.getMostSignificantBits()),
					uuid.getLeastSignificantBits());
		}
		else if (value instanceof String text) {
			add(folded(text));
		}
		else if (value instanceof LocalDate date) {
			this.hash = RowMark.hash(this.hash, date.toEpochDay());
		}
		else if (value instanceof Boolean bool) {
			this.hash = RowMark.hash(this.hash, bool ? 1 : 0);
		}
		else {
			this.known = false;
		}
	}

	private void add(@Nullable CharSequence folded) {
		if (folded == null) {
			this.known = false;
		}
		else {
			this.hash = RowMark.hash(this.hash, folded.toString());
		}
	}

	/**
	 * Returns whether every value has a canonical form.
	 */
	boolean isKnown() {
		return this.known;
	}

	long hash() {
		return this.hash;
	}

	/**
	 * Returns whether values of a type have a canonical form. Not all of them need have
	 * one.
	 */
	static boolean isSafe(Class<?> type) {
		return type == Long.class || type == Integer.class || type == Short.class || type == Byte.class
				|| type == UUID.class || type == String.class || type == LocalDate.class || type == Boolean.class;
	}

	/**
	 * Folds a text so far that no usual collation takes two texts for equal that differ
	 * here: without case, accents, punctuation, spaces, and leading zeros of numbers.
	 * @return the folded text, or {@code null} if a character cannot be folded
	 */
	static @Nullable CharSequence folded(String text) {
		String decomposed = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
		StringBuilder folded = new StringBuilder(decomposed.length());
		for (int i = 0; i < decomposed.length(); i++) {
			char next = decomposed.charAt(i);
			char lower = (next >= 'A' && next <= 'Z') ? (char) (next + ('a' - 'A')) : next;
			if ((lower >= 'a' && lower <= 'z') || (lower >= '1' && lower <= '9')
					|| (lower == '0' && isAfterDigit(folded))) {
				folded.append(lower);
			}
			else if (lower > LAST_ASCII && Character.getType(lower) != Character.NON_SPACING_MARK
					&& !Character.isIdentifierIgnorable(lower)) {
				return null;
			}
		}
		return folded;
	}

	private static boolean isAfterDigit(CharSequence folded) {
		int length = folded.length();
		return length > 0 && folded.charAt(length - 1) >= '0' && folded.charAt(length - 1) <= '9';
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > LAST_ASCII) {
				return false;
			}
		}
		return true;
	}

}
