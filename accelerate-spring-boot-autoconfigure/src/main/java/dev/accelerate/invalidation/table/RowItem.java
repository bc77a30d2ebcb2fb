package dev.accelerate.invalidation.table;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import dev.accelerate.invalidation.TableRows;
import org.jspecify.annotations.Nullable;

/**
 * Item of a text that says which rows of a table were written, and that these are all:
 * {@code m=users:} and the fingerprint of the mapping, {@code :} and the marks. Each
 * number has eleven characters.
 *
 * @param table the escaped name of the table
 * @param rows the rows
 */
record RowItem(String table, TableRows rows) {

	private static final String ROWS = "m=";

	/**
	 * Is never part of an escaped name.
	 */
	private static final char SEPARATOR = ':';

	private static final int DIGITS = 11;

	/**
	 * Returns the item of a text.
	 * @return the item, or {@code null} if the text is malformed, or another item
	 */
	static @Nullable RowItem parse(String text) {
		int fingerprint = text.indexOf(SEPARATOR) + 1;
		int marks = fingerprint + DIGITS + 1;
		if (!text.startsWith(ROWS) || fingerprint == 0 || text.length() < marks
				|| text.charAt(marks - 1) != SEPARATOR) {
			return null;
		}
		long[] numbers = numbers(text.substring(fingerprint, marks - 1) + text.substring(marks));
		return (numbers != null) ? new RowItem(text.substring(ROWS.length(), fingerprint - 1),
				TableRows.of(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length))) : null;
	}

	private static long @Nullable [] numbers(String text) {
		if (text.length() % DIGITS != 0) {
			return null;
		}
		long[] numbers = new long[text.length() / DIGITS];
		for (int i = 0; i < numbers.length; i++) {
			String digits = text.substring(i * DIGITS, (i + 1) * DIGITS);
			try {
				numbers[i] = ByteBuffer.wrap(Base64.getUrlDecoder().decode(digits)).getLong();
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
			if (!digits(numbers[i]).equals(digits)) {
				return null;
			}
		}
		return numbers;
	}

	/**
	 * Returns the item as it is in a text.
	 */
	String text() {
		StringBuilder text = new StringBuilder(ROWS).append(this.table).append(SEPARATOR);
		text.append(digits(this.rows.fingerprint())).append(SEPARATOR);
		for (long mark : this.rows.marks()) {
			text.append(digits(mark));
		}
		return text.toString();
	}

	private static String digits(long number) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
	}

	/**
	 * Returns how long the text is.
	 */
	int length() {
		return ROWS.length() + this.table.length() + 2 + DIGITS * (1 + this.rows.marks().length);
	}

}
