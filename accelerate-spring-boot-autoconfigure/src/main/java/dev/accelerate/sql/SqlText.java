package dev.accelerate.sql;

import dev.accelerate.sql.SqlReading.Rule;

/**
 * Text and how far it has been read, by the rules of one database.
 */
final class SqlText {

	final String sql;

	private final SqlReading reading;

	/**
	 * How far it has been read.
	 */
	int at;

	/**
	 * Where something begins that does not end, or -1.
	 */
	int broken = -1;

	/**
	 * Whether its reading is not certain even for that database.
	 */
	boolean doubtful;

	SqlText(String sql, SqlReading reading) {
		this.sql = sql;
		this.reading = reading;
	}

	boolean has(Rule rule) {
		return this.reading.has(rule);
	}

	boolean starts(String prefix) {
		return this.sql.startsWith(prefix, this.at);
	}

	/**
	 * Returns the character at an index, which is NUL after the end.
	 */
	char charAt(int index) {
		return (index < this.sql.length()) ? this.sql.charAt(index) : '\0';
	}

	boolean isBlank(char character) {
		return character <= ' ' || (has(Rule.UNICODE_BLANKS) && SqlReading.isUnicodeBlank(character));
	}

	boolean isWordPart(char character, int index) {
		return character == '_' || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| isDigit(character) || (character >= 0x80 && !isBlank(character))
				|| (character == '$' && (index > this.at || !has(Rule.DOLLAR_TAGS)))
				|| (character == '#' && !has(Rule.HASH_COMMENTS) && charAt(index + 1) != '$');
	}

	static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

}
