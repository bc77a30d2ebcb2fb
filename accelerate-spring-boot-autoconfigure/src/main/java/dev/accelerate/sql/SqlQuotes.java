package dev.accelerate.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.sql.SqlReading.Rule;

/**
 * Literals and quoted names in a text.
 */
final class SqlQuotes {

	/**
	 * How much of a literal matters.
	 */
	private static final int LITERAL_LENGTH = 64;

	private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*+)?\\$");

	private static final Pattern PARAMETER = Pattern.compile("\\$\\d++");

	/**
	 * What reads the same whether or not the signs around it are quotes.
	 */
	private static final Pattern SIMPLE_NAME = Pattern
		.compile("`(?:[\\w\\x80-\\uffff .@]|-(?!-))*+`|\\[(?:[\\w\\x80-\\uffff .@]|-(?!-))*+]");

	/**
	 * Goes on with the literal before it.
	 */
	private static final Pattern CONTINUED = Pattern.compile("(?:\\s|--[^\\n\\r]*+[\\n\\r])*+'");

	private static final String GAP = "(?:\\s|--[^\\n\\r]*+[\\n\\r]|/\\*(?:(?!/\\*|\\*/).)*+\\*/)*+";

	private static final Pattern UESCAPE = Pattern.compile(GAP + "uescape" + GAP + "'([^'])'",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final SqlText text;

	private final List<String> tokens;

	SqlQuotes(SqlText text, List<String> tokens) {
		this.text = text;
		this.tokens = tokens;
	}

	/**
	 * Reads what is quoted, if that is next.
	 * @return whether it was
	 */
	boolean read() {
		char character = this.text.charAt(this.text.at);
		if (character == '\'') {
			literal(this.text.at, this.text.has(Rule.ESCAPES_IN_LITERALS));
		}
		else if (character == '"') {
			name('"', this.text.has(Rule.ESCAPES_IN_NAMES));
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
	 * Reads what follows a word that says how to read it, if that is so.
	 * @param word the word that has just been read
	 * @param start where it begins
	 * @return whether it was
	 */
	boolean readAfter(String word, int start) {
		if (this.text.charAt(this.text.at) == '\'' && isPrefix(word)) {
			prefixed(word, start);
			return true;
		}
		if (word.equals("u") && this.text.starts("&\"")) {
			this.text.at++;
			unicodeName(start);
			return true;
		}
		return false;
	}

	private boolean isDollarQuoted() {
		if (this.text.has(Rule.DOLLARS_AFTER_BLANK)) {
			return this.text.starts("$$") && (this.text.at == 0 || this.text.sql.charAt(this.text.at - 1) <= ' ');
		}
		return this.text.has(Rule.DOLLAR_TAGS);
	}

	private void dollars() {
		Matcher tag = DOLLAR_TAG.matcher(this.text.sql).region(this.text.at, this.text.sql.length());
		if (tag.lookingAt()) {
			String delimiter = tag.group();
			int end = this.text.sql.indexOf(delimiter, tag.end());
			if (end < 0) {
				this.text.broken = this.text.at;
				return;
			}
			this.tokens.add(SqlTokenizer.LITERAL);
			this.text.at = end + delimiter.length();
			return;
		}
		Matcher parameter = PARAMETER.matcher(this.text.sql).region(this.text.at, this.text.sql.length());
		int end = parameter.lookingAt() ? parameter.end() : this.text.at + 1;
		this.tokens.add(this.text.sql.substring(this.text.at, end));
		this.text.at = end;
	}

	private void literal(int start, boolean escapes) {
		int begin = this.text.at + 1;
		if (!quoted('\'', escapes, start)) {
			return;
		}
		String text = this.text.sql.substring(begin, Math.min(this.text.at - 1, begin + LITERAL_LENGTH));
		this.tokens.add(SqlTokenizer.LITERAL + text.toLowerCase(Locale.ROOT));
	}

	/**
	 * Reads to the end of what is quoted, where a doubled quote is none.
	 */
	private boolean quoted(char closing, boolean escapes, int start) {
		for (int i = this.text.at + 1; i < this.text.sql.length(); i++) {
			char character = this.text.sql.charAt(i);
			if (escapes && character == '\\') {
				i++;
			}
			else if (character == closing) {
				if (this.text.charAt(i + 1) != closing) {
					this.text.at = i + 1;
					return true;
				}
				i++;
			}
		}
		this.text.broken = start;
		return false;
	}

	private void name(char opening) {
		Matcher simple = SIMPLE_NAME.matcher(this.text.sql).region(this.text.at, this.text.sql.length());
		if (this.text.has((opening == '`') ? Rule.BACKTICKS : Rule.BRACKETS)) {
			name((opening == '`') ? '`' : ']', false);
		}
		else if (simple.lookingAt()) {
			this.tokens.add(simple.group().toLowerCase(Locale.ROOT));
			this.text.at = simple.end();
		}
		else {
			this.tokens.add(String.valueOf(opening));
			this.text.at++;
		}
	}

	private void name(char closing, boolean escapes) {
		int start = this.text.at;
		if (quoted(closing, escapes, start)) {
			this.tokens.add(this.text.sql.substring(start, this.text.at).toLowerCase(Locale.ROOT));
		}
	}

	private boolean isPrefix(String word) {
		return switch (word) {
			case "e" -> this.text.has(Rule.ESCAPES_IN_E_LITERALS);
			case "q", "nq" -> this.text.has(Rule.Q_LITERALS);
			default -> false;
		};
	}

	private void prefixed(String word, int start) {
		if (!word.equals("e")) {
			int opening = this.text.at + 1;
			char closing = switch (this.text.charAt(opening)) {
				case '[' -> ']';
				case '(' -> ')';
				case '{' -> '}';
				case '<' -> '>';
				default -> this.text.charAt(opening);
			};
			int end = (opening < this.text.sql.length()) ? this.text.sql.indexOf(closing + "'", opening + 1) : -1;
			this.text.broken = (end < 0) ? start : -1;
			this.tokens.add(SqlTokenizer.LITERAL);
			this.text.at = (end < 0) ? this.text.sql.length() : end + 2;
			return;
		}
		literal(start, true);
		Matcher more = CONTINUED.matcher(this.text.sql);
		while (this.text.broken < 0 && more.region(this.text.at, this.text.sql.length()).lookingAt()
				&& (more.group().indexOf('\n') >= 0 || more.group().indexOf('\r') >= 0)) {
			this.text.at = more.end() - 1;
			literal(start, true);
		}
	}

	/**
	 * Reads a name whose letters may be given by their numbers.
	 */
	private void unicodeName(int start) {
		int begin = this.text.at + 1;
		if (!quoted('"', this.text.has(Rule.ESCAPES_IN_NAMES), start)) {
			return;
		}
		String name = this.text.sql.substring(begin, this.text.at - 1);
		Matcher escape = UESCAPE.matcher(this.text.sql).region(this.text.at, this.text.sql.length());
		String decoded = SqlTokenizer.decode(name, escape.lookingAt() ? escape.group(1).charAt(0) : '\\');
		if (escape.lookingAt()) {
			this.text.at = escape.end();
		}
		this.text.doubtful |= decoded == null;
		this.tokens.add('"' + ((decoded != null) ? decoded : name).toLowerCase(Locale.ROOT) + '"');
	}

}
