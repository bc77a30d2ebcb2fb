package dev.accelerate.sql;

import dev.accelerate.sql.SqlDialect.Rule;

/**
 * Position in a text that is read by the rules of one database.
 */
final class SqlCursor {

	final String sql;

	private final SqlDialect dialect;

	/**
	 * Index of the next character.
	 */
	int at;

	/**
	 * Where something begins that never ends, or -1.
	 */
	int broken = -1;

	/**
	 * Whether even that database may read the text in another way.
	 */
	boolean doubtful;

	SqlCursor(String sql, SqlDialect dialect) {
		this.sql = sql;
		this.dialect = dialect;
	}

	boolean has(Rule rule) {
		return this.dialect.has(rule);
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
		return character <= ' ' || (has(Rule.UNICODE_BLANKS) && SqlDialect.isUnicodeBlank(character));
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
