package dev.accelerate.sql;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rules by which a database tells words, literals, quoted names and comments apart. Which
 * database executes a statement is not known here, so that a statement is read by the
 * rules of each.
 */
enum SqlDialect {

	POSTGRESQL(Rule.ESCAPES_IN_E_LITERALS, Rule.DOLLAR_TAGS, Rule.NESTED_COMMENTS),

	/**
	 * PostgreSQL with {@code standard_conforming_strings} switched off.
	 */
	POSTGRESQL_BACKSLASHES(Rule.ESCAPES_IN_LITERALS, Rule.DOLLAR_TAGS, Rule.NESTED_COMMENTS),

	STANDARD(Rule.UNICODE_BLANKS),

	DB2(Rule.NESTED_COMMENTS, Rule.UNICODE_BLANKS),

	HSQLDB(Rule.SLASH_COMMENTS, Rule.UNICODE_BLANKS),

	ORACLE(Rule.Q_LITERALS, Rule.UNICODE_BLANKS),

	H2(Rule.DOLLARS_AFTER_BLANK, Rule.NESTED_COMMENTS, Rule.SLASH_COMMENTS, Rule.BACKTICKS, Rule.UNICODE_BLANKS),

	/**
	 * H2 in the mode of SQL Server.
	 */
	H2_BRACKETS(Rule.DOLLARS_AFTER_BLANK, Rule.NESTED_COMMENTS, Rule.SLASH_COMMENTS, Rule.BACKTICKS, Rule.BRACKETS,
			Rule.UNICODE_BLANKS),

	SQL_SERVER(Rule.BRACKETS, Rule.NESTED_COMMENTS, Rule.UNICODE_BLANKS),

	/**
	 * MySQL and MariaDB, which execute some comments.
	 */
	MYSQL(Rule.ESCAPES_IN_LITERALS, Rule.ESCAPES_IN_NAMES, Rule.HASH_COMMENTS, Rule.BLANK_AFTER_DASHES, Rule.BACKTICKS,
			Rule.EXECUTED_COMMENTS),

	MYSQL_ANSI_QUOTES(Rule.ESCAPES_IN_LITERALS, Rule.HASH_COMMENTS, Rule.BLANK_AFTER_DASHES, Rule.BACKTICKS,
			Rule.EXECUTED_COMMENTS),

	MYSQL_NO_BACKSLASHES(Rule.HASH_COMMENTS, Rule.BLANK_AFTER_DASHES, Rule.BACKTICKS, Rule.EXECUTED_COMMENTS),

	/**
	 * MySQL and MariaDB, where a comment for another version is skipped.
	 */
	MYSQL_SKIPPING(Rule.ESCAPES_IN_LITERALS, Rule.ESCAPES_IN_NAMES, Rule.HASH_COMMENTS, Rule.BLANK_AFTER_DASHES,
			Rule.BACKTICKS),

	MYSQL_ANSI_QUOTES_SKIPPING(Rule.ESCAPES_IN_LITERALS, Rule.HASH_COMMENTS, Rule.BLANK_AFTER_DASHES, Rule.BACKTICKS),

	MYSQL_NO_BACKSLASHES_SKIPPING(Rule.HASH_COMMENTS, Rule.BLANK_AFTER_DASHES, Rule.BACKTICKS);

	private static final List<SqlDialect> ALL = List.of(values());

	private static final List<SqlDialect> ANY = List.of(STANDARD);

	private final Set<Rule> rules;

	SqlDialect(Rule... rules) {
		this.rules = EnumSet.noneOf(Rule.class);
		this.rules.addAll(List.of(rules));
	}

	boolean has(Rule rule) {
		return this.rules.contains(rule);
	}

	/**
	 * Returns the dialects in which a text may read differently. Most texts read the same
	 * in all, so that one is enough.
	 */
	static List<SqlDialect> of(String sql) {
		for (int i = 0; i < sql.length(); i++) {
			if (isTelling(sql, i)) {
				return ALL;
			}
		}
		return ANY;
	}

	/**
	 * Returns whether databases may read a text differently from this character on.
	 */
	private static boolean isTelling(String sql, int index) {
		char character = sql.charAt(index);
		return switch (character) {
			case '\\', '$', '#', '[', '`', '/' -> true;
			case '-' -> index + 1 < sql.length() && sql.charAt(index + 1) == '-';
			// A letter before a literal may say how to read it.
			case '\'' -> index > 0 && Character.isLetterOrDigit(sql.charAt(index - 1));
			default -> character >= 0x80 && isUnicodeBlank(character);
		};
	}

	static boolean isUnicodeBlank(char character) {
		return character >= 0x80 && (Character.isSpaceChar(character) || Character.isWhitespace(character)
				|| Character.isISOControl(character));
	}

	/**
	 * Rule in which databases differ.
	 */
	enum Rule {

		/**
		 * A backslash escapes a quote within single quotes.
		 */
		ESCAPES_IN_LITERALS,

		/**
		 * A backslash does so only where an E precedes the literal.
		 */
		ESCAPES_IN_E_LITERALS,

		/**
		 * A backslash escapes a quote within double quotes.
		 */
		ESCAPES_IN_NAMES,

		/**
		 * Literals begin and end with two dollars, which may have a tag between them.
		 */
		DOLLAR_TAGS,

		/**
		 * Literals begin and end with two dollars, where a blank precedes them.
		 */
		DOLLARS_AFTER_BLANK,

		/**
		 * Literals such as {@code q'[it's]'}.
		 */
		Q_LITERALS,

		BACKTICKS,

		BRACKETS,

		NESTED_COMMENTS,

		HASH_COMMENTS,

		SLASH_COMMENTS,

		/**
		 * Two dashes are a comment only if a blank follows.
		 */
		BLANK_AFTER_DASHES,

		/**
		 * A comment that begins with an exclamation mark is executed.
		 */
		EXECUTED_COMMENTS,

		/**
		 * Blanks beyond ASCII separate words. Elsewhere they are letters.
		 */
		UNICODE_BLANKS

	}

}
