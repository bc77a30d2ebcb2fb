package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.invalidation.SqlReading.Rule;

/**
 * Lexer of a text by the rules of one database.
 */
final class SqlLexer {

	/**
	 * How much of a literal matters.
	 */
	private static final int LITERAL_LENGTH = 64;

	private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*+)?\\$");

	private static final Pattern PARAMETER = Pattern.compile("\\$\\d++");

	private static final Pattern EXECUTED = Pattern.compile("/\\*[Mm]?!\\d*+");

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

	private final String sql;

	private final SqlReading reading;

	private final List<String> tokens = new ArrayList<>();

	private int at;

	private int broken = -1;

	private boolean executed;

	private boolean doubtful;

	private SqlLexer(String sql, SqlReading reading) {
		this.sql = sql;
		this.reading = reading;
	}

	/**
	 * Returns the words, quoted names, signs and literals of a text in their order, in
	 * lower case, without comments. Quoted names keep their quotes, so that none is taken
	 * for a keyword; a literal begins with a quote and is cut short.
	 */
	static Lexed lex(String sql, SqlReading reading) {
		SqlLexer lexer = new SqlLexer(sql, reading);
		while (lexer.at < sql.length() && lexer.broken < 0) {
			lexer.next();
		}
		if (lexer.executed && lexer.broken < 0) {
			lexer.broken = sql.length();
		}
		return new Lexed(lexer.tokens, lexer.broken, lexer.doubtful);
	}

	private void next() {
		char character = this.sql.charAt(this.at);
		if (isBlank(character)) {
			this.at++;
		}
		else if (isLineComment(character)) {
			lineComment();
		}
		else if (starts("/*")) {
			blockComment();
		}
		else if (this.executed && starts("*/")) {
			this.executed = false;
			this.at += 2;
		}
		else if (character == '\'') {
			literal(this.at, has(Rule.ESCAPES_IN_LITERALS));
		}
		else if (character == '"') {
			name('"', has(Rule.ESCAPES_IN_NAMES));
		}
		else if (character == '`' || character == '[') {
			name(character);
		}
		else if (character == '$' && isDollarQuoted()) {
			dollars();
		}
		else if (isWordStart(character)) {
			word();
		}
		else if (character == '@' && isWordPart(charAt(this.at + 1), this.at + 1)) {
			variable();
		}
		else {
			this.tokens.add(String.valueOf(character));
			this.at++;
		}
	}

	private boolean isBlank(char character) {
		return character <= ' ' || (has(Rule.UNICODE_BLANKS) && SqlReading.isUnicodeBlank(character));
	}

	private boolean isLineComment(char character) {
		return switch (character) {
			case '-' -> starts("--")
					&& (!has(Rule.BLANK_AFTER_DASHES) || charAt(this.at + 2) <= ' ' || charAt(this.at + 2) == 0x7f);
			case '#' -> has(Rule.HASH_COMMENTS);
			case '/' -> has(Rule.SLASH_COMMENTS) && starts("//");
			default -> false;
		};
	}

	/**
	 * Databases differ in whether anything but a line feed ends it.
	 */
	private void lineComment() {
		int end = this.sql.indexOf('\n', this.at);
		end = (end < 0) ? this.sql.length() : end;
		for (int i = this.at; i < end - 1; i++) {
			char character = this.sql.charAt(i);
			this.doubtful |= character == '\r' || character == '\f' || character == 0x0b || character == 0x85
					|| character == 0x2028 || character == 0x2029;
		}
		this.at = end;
	}

	private void blockComment() {
		Matcher version = EXECUTED.matcher(this.sql).region(this.at, this.sql.length());
		boolean versioned = version.lookingAt();
		this.doubtful |= this.executed;
		if (versioned && has(Rule.EXECUTED_COMMENTS)) {
			this.executed = true;
			this.at = version.end();
			return;
		}
		int start = this.at;
		int depth = 1;
		this.at += 2;
		while (depth > 0) {
			if (this.at >= this.sql.length()) {
				this.broken = start;
				return;
			}
			if (starts("*/")) {
				depth--;
				this.at += 2;
			}
			else if (starts("/*") && (versioned || has(Rule.NESTED_COMMENTS))) {
				this.doubtful |= versioned;
				depth++;
				this.at += 2;
			}
			else {
				this.at++;
			}
		}
	}

	private void literal(int start, boolean escapes) {
		int begin = this.at + 1;
		if (!quoted('\'', escapes, start)) {
			return;
		}
		String text = this.sql.substring(begin, Math.min(this.at - 1, begin + LITERAL_LENGTH));
		this.tokens.add(SqlWords.LITERAL + text.toLowerCase(Locale.ROOT));
	}

	/**
	 * Reads to the end of what is quoted, where a doubled quote is none.
	 */
	private boolean quoted(char closing, boolean escapes, int start) {
		for (int i = this.at + 1; i < this.sql.length(); i++) {
			char character = this.sql.charAt(i);
			if (escapes && character == '\\') {
				i++;
			}
			else if (character == closing) {
				if (charAt(i + 1) != closing) {
					this.at = i + 1;
					return true;
				}
				i++;
			}
		}
		this.broken = start;
		return false;
	}

	private void name(char opening) {
		Matcher simple = SIMPLE_NAME.matcher(this.sql).region(this.at, this.sql.length());
		if (has((opening == '`') ? Rule.BACKTICKS : Rule.BRACKETS)) {
			name((opening == '`') ? '`' : ']', false);
		}
		else if (simple.lookingAt()) {
			this.tokens.add(simple.group().toLowerCase(Locale.ROOT));
			this.at = simple.end();
		}
		else {
			this.tokens.add(String.valueOf(opening));
			this.at++;
		}
	}

	private void name(char closing, boolean escapes) {
		int start = this.at;
		if (quoted(closing, escapes, start)) {
			this.tokens.add(this.sql.substring(start, this.at).toLowerCase(Locale.ROOT));
		}
	}

	private boolean isDollarQuoted() {
		if (has(Rule.DOLLARS_AFTER_BLANK)) {
			return starts("$$") && (this.at == 0 || this.sql.charAt(this.at - 1) <= ' ');
		}
		return has(Rule.DOLLAR_TAGS);
	}

	private void dollars() {
		Matcher tag = DOLLAR_TAG.matcher(this.sql).region(this.at, this.sql.length());
		if (tag.lookingAt()) {
			String delimiter = tag.group();
			int end = this.sql.indexOf(delimiter, tag.end());
			if (end < 0) {
				this.broken = this.at;
				return;
			}
			this.tokens.add(SqlWords.LITERAL);
			this.at = end + delimiter.length();
			return;
		}
		Matcher parameter = PARAMETER.matcher(this.sql).region(this.at, this.sql.length());
		int end = parameter.lookingAt() ? parameter.end() : this.at + 1;
		this.tokens.add(this.sql.substring(this.at, end));
		this.at = end;
	}

	private boolean isWordStart(char character) {
		return isWordPart(character, this.at);
	}

	private boolean isWordPart(char character, int index) {
		return character == '_' || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| isDigit(character) || (character >= 0x80 && !isBlank(character))
				|| (character == '$' && (index > this.at || !has(Rule.DOLLAR_TAGS)))
				|| (character == '#' && !has(Rule.HASH_COMMENTS) && charAt(index + 1) != '$');
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private void word() {
		int start = this.at;
		boolean number = isDigit(this.sql.charAt(start));
		int end = start + 1;
		while (end < this.sql.length() && isWordPart(this.sql.charAt(end), end)
				&& !(number && this.sql.charAt(end) == '$' && has(Rule.DOLLAR_TAGS))) {
			end++;
		}
		String word = this.sql.substring(start, end).toLowerCase(Locale.ROOT);
		this.at = end;
		if (number) {
			number(word);
		}
		else if (charAt(end) == '\'' && isPrefix(word)) {
			prefixed(word, start);
		}
		else if (word.equals("u") && charAt(end) == '&' && charAt(end + 1) == '"') {
			this.at++;
			unicodeName(start);
		}
		else {
			// After a name it would be read along with it.
			this.doubtful |= word.equals("uescape");
			this.tokens.add(word);
		}
	}

	private void variable() {
		int end = this.at + 1;
		while (end < this.sql.length() && isWordPart(this.sql.charAt(end), end)) {
			end++;
		}
		this.tokens.add(this.sql.substring(this.at, end).toLowerCase(Locale.ROOT));
		this.at = end;
	}

	/**
	 * Some databases need no blank between a number and a word, and a dot may be the end
	 * of a number.
	 */
	private void number(String word) {
		this.doubtful |= charAt(this.at) == '\'';
		boolean digits = word.chars().allMatch((digit) -> isDigit((char) digit));
		if (digits && charAt(this.at) == '.') {
			this.at++;
			this.tokens.add(word + ".");
			return;
		}
		String verb = digits ? null : SqlVerbs.verbAtEnd(word);
		this.tokens.add((verb != null) ? word.substring(0, word.length() - verb.length()) : word);
		if (verb != null) {
			this.tokens.add(verb);
		}
	}

	private boolean isPrefix(String word) {
		return switch (word) {
			case "e" -> has(Rule.ESCAPES_IN_E_LITERALS);
			case "q", "nq" -> has(Rule.Q_LITERALS);
			default -> false;
		};
	}

	private void prefixed(String word, int start) {
		if (!word.equals("e")) {
			int opening = this.at + 1;
			char closing = switch (charAt(opening)) {
				case '[' -> ']';
				case '(' -> ')';
				case '{' -> '}';
				case '<' -> '>';
				default -> charAt(opening);
			};
			int end = (opening < this.sql.length()) ? this.sql.indexOf(closing + "'", opening + 1) : -1;
			this.broken = (end < 0) ? start : -1;
			this.tokens.add(SqlWords.LITERAL);
			this.at = (end < 0) ? this.sql.length() : end + 2;
			return;
		}
		literal(start, true);
		Matcher more = CONTINUED.matcher(this.sql);
		while (this.broken < 0 && more.region(this.at, this.sql.length()).lookingAt()
				&& (more.group().indexOf('\n') >= 0 || more.group().indexOf('\r') >= 0)) {
			this.at = more.end() - 1;
			literal(start, true);
		}
	}

	/**
	 * Reads a name whose letters may be given by their numbers.
	 */
	private void unicodeName(int start) {
		int begin = this.at + 1;
		if (!quoted('"', has(Rule.ESCAPES_IN_NAMES), start)) {
			return;
		}
		String name = this.sql.substring(begin, this.at - 1);
		Matcher escape = UESCAPE.matcher(this.sql).region(this.at, this.sql.length());
		String decoded = SqlWords.decode(name, escape.lookingAt() ? escape.group(1).charAt(0) : '\\');
		if (escape.lookingAt()) {
			this.at = escape.end();
		}
		this.doubtful |= decoded == null;
		this.tokens.add('"' + ((decoded != null) ? decoded : name).toLowerCase(Locale.ROOT) + '"');
	}

	private boolean starts(String prefix) {
		return this.sql.startsWith(prefix, this.at);
	}

	/**
	 * Returns the character at an index, which is NUL after the end.
	 */
	private char charAt(int index) {
		return (index < this.sql.length()) ? this.sql.charAt(index) : '\0';
	}

	private boolean has(Rule rule) {
		return this.reading.has(rule);
	}

	/**
	 * Text as one database reads it.
	 *
	 * @param tokens what is in it
	 * @param broken where something begins that does not end, or -1
	 * @param doubtful whether its reading is not certain even for that database
	 */
	record Lexed(List<String> tokens, int broken, boolean doubtful) {
	}

}
