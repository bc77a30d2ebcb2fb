package dev.accelerate.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.sql.SqlDialect.Rule;

/**
 * Reader of the literals and quoted names in a text.
 */
final class SqlQuoteReader {

	/**
	 * Number of a literal's characters that are kept.
	 */
	private static final int LITERAL_LENGTH = 64;

	private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*+)?\\$");

	private static final Pattern PARAMETER = Pattern.compile("\\$\\d++");

	/**
	 * Name that reads the same whether or not the signs around it are quotes.
	 */
	private static final Pattern SIMPLE_NAME = Pattern
		.compile("`(?:[\\w\\x80-\\uffff .@]|-(?!-))*+`|\\[(?:[\\w\\x80-\\uffff .@]|-(?!-))*+]");

	/**
	 * What joins a literal to the one before it.
	 */
	private static final Pattern CONTINUED = Pattern.compile("(?:\\s|--[^\\n\\r]*+[\\n\\r])*+'");

	private static final String GAP = "(?:\\s|--[^\\n\\r]*+[\\n\\r]|/\\*(?:(?!/\\*|\\*/).)*+\\*/)*+";

	private static final Pattern UESCAPE = Pattern.compile(GAP + "uescape" + GAP + "'([^'])'",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final SqlCursor cursor;

	private final List<String> tokens;

	SqlQuoteReader(SqlCursor cursor, List<String> tokens) {
		this.cursor = cursor;
		this.tokens = tokens;
	}

	/**
	 * Reads a literal or a quoted name, if one comes next.
	 * @return whether one did
	 */
	boolean read() {
		char character = this.cursor.charAt(this.cursor.at);
		if (character == '\'') {
			literal(this.cursor.at, this.cursor.has(Rule.ESCAPES_IN_LITERALS));
		}
		else if (character == '"') {
			name('"', this.cursor.has(Rule.ESCAPES_IN_NAMES));
		}
		else if (character == '`' || character == '[') {
			name(character);
		}
		else if (character == '$' && isDollarQuoted()) {
			dollars();
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Reads the literal or the name that follows a word, if the word is its prefix.
	 * @param word the word that has just been read
	 * @param start where it begins
	 * @return whether the word is a prefix
	 */
	boolean readAfter(String word, int start) {
		if (this.cursor.charAt(this.cursor.at) == '\'' && isPrefix(word)) {
			prefixed(word, start);
			return true;
		}
		if (word.equals("u") && this.cursor.starts("&\"")) {
			this.cursor.at++;
			unicodeName(start);
			return true;
		}
		return false;
	}

	private boolean isDollarQuoted() {
		if (this.cursor.has(Rule.DOLLARS_AFTER_BLANK)) {
			return this.cursor.starts("$$")
					&& (this.cursor.at == 0 || this.cursor.sql.charAt(this.cursor.at - 1) <= ' ');
		}
		return this.cursor.has(Rule.DOLLAR_TAGS);
	}

	private void dollars() {
		Matcher tag = DOLLAR_TAG.matcher(this.cursor.sql).region(this.cursor.at, this.cursor.sql.length());
		if (tag.lookingAt()) {
			String delimiter = tag.group();
			int end = this.cursor.sql.indexOf(delimiter, tag.end());
			if (end < 0) {
				this.cursor.broken = this.cursor.at;
				return;
			}
			this.tokens.add(SqlToken.LITERAL);
			this.cursor.at = end + delimiter.length();
			return;
		}
		Matcher parameter = PARAMETER.matcher(this.cursor.sql).region(this.cursor.at, this.cursor.sql.length());
		int end = parameter.lookingAt() ? parameter.end() : this.cursor.at + 1;
		this.tokens.add(this.cursor.sql.substring(this.cursor.at, end));
		this.cursor.at = end;
	}

	private void literal(int start, boolean escapes) {
		int begin = this.cursor.at + 1;
		if (!quoted('\'', escapes, start)) {
			return;
		}
		String text = this.cursor.sql.substring(begin, Math.min(this.cursor.at - 1, begin + LITERAL_LENGTH));
		this.tokens.add(SqlToken.LITERAL + text.toLowerCase(Locale.ROOT));
	}

	/**
	 * Reads up to the closing quote. A doubled quote does not close.
	 */
	private boolean quoted(char closing, boolean escapes, int start) {
		for (int i = this.cursor.at + 1; i < this.cursor.sql.length(); i++) {
			char character = this.cursor.sql.charAt(i);
			if (escapes && character == '\\') {
				i++;
			}
			else if (character == closing) {
				if (this.cursor.charAt(i + 1) != closing) {
					this.cursor.at = i + 1;
					return true;
				}
				i++;
			}
		}
		this.cursor.broken = start;
		return false;
	}

	private void name(char opening) {
		Matcher simple = SIMPLE_NAME.matcher(this.cursor.sql).region(this.cursor.at, this.cursor.sql.length());
		if (this.cursor.has((opening == '`') ? Rule.BACKTICKS : Rule.BRACKETS)) {
			name((opening == '`') ? '`' : ']', false);
		}
		else if (simple.lookingAt()) {
			this.tokens.add(simple.group().toLowerCase(Locale.ROOT));
			this.cursor.at = simple.end();
		}
		else {
			this.tokens.add(String.valueOf(opening));
			this.cursor.at++;
		}
	}

	private void name(char closing, boolean escapes) {
		int start = this.cursor.at;
		if (quoted(closing, escapes, start)) {
			this.tokens.add(this.cursor.sql.substring(start, this.cursor.at).toLowerCase(Locale.ROOT));
		}
	}

	private boolean isPrefix(String word) {
		return switch (word) {
			case "e" -> this.cursor.has(Rule.ESCAPES_IN_E_LITERALS);
			case "q", "nq" -> this.cursor.has(Rule.Q_LITERALS);
			default -> false;
		};
	}

	private void prefixed(String word, int start) {
		if (!word.equals("e")) {
			int opening = this.cursor.at + 1;
			char closing = switch (this.cursor.charAt(opening)) {
				case '[' -> ']';
				case '(' -> ')';
				case '{' -> '}';
				case '<' -> '>';
				default -> this.cursor.charAt(opening);
			};
			int end = (opening < this.cursor.sql.length()) ? this.cursor.sql.indexOf(closing + "'", opening + 1) : -1;
			this.cursor.broken = (end < 0) ? start : -1;
			this.tokens.add(SqlToken.LITERAL);
			this.cursor.at = (end < 0) ? this.cursor.sql.length() : end + 2;
			return;
		}
		literal(start, true);
		Matcher more = CONTINUED.matcher(this.cursor.sql);
		while (this.cursor.broken < 0 && more.region(this.cursor.at, this.cursor.sql.length()).lookingAt()
				&& (more.group().indexOf('\n') >= 0 || more.group().indexOf('\r') >= 0)) {
			this.cursor.at = more.end() - 1;
			literal(start, true);
		}
	}

	/**
	 * Reads a name that may contain Unicode escapes.
	 */
	private void unicodeName(int start) {
		int begin = this.cursor.at + 1;
		if (!quoted('"', this.cursor.has(Rule.ESCAPES_IN_NAMES), start)) {
			return;
		}
		String name = this.cursor.sql.substring(begin, this.cursor.at - 1);
		Matcher escape = UESCAPE.matcher(this.cursor.sql).region(this.cursor.at, this.cursor.sql.length());
		String decoded = SqlToken.decode(name, escape.lookingAt() ? escape.group(1).charAt(0) : '\\');
		if (escape.lookingAt()) {
			this.cursor.at = escape.end();
		}
		this.cursor.doubtful |= decoded == null;
		this.tokens.add('"' + ((decoded != null) ? decoded : name).toLowerCase(Locale.ROOT) + '"');
	}

}
