package dev.accelerate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.accelerate.sql.SqlReading.Rule;

/**
 * Lexer of a text by the rules of one database.
 */
final class SqlLexer {

	private final SqlText text;

	private final List<String> tokens = new ArrayList<>();

	private final SqlComments comments;

	private final SqlQuotes quotes;

	private SqlLexer(SqlText text) {
		this.text = text;
		this.comments = new SqlComments(text);
		this.quotes = new SqlQuotes(text, this.tokens);
	}

	/**
	 * Returns the words, quoted names, signs and literals of a text in their order, in
	 * lower case, without comments. Quoted names keep their quotes, so that none is taken
	 * for a keyword; a literal begins with a quote and is cut short.
	 */
	static Lexed lex(String sql, SqlReading reading) {
		SqlText text = new SqlText(sql, reading);
		SqlLexer lexer = new SqlLexer(text);
		while (text.at < sql.length() && text.broken < 0) {
			lexer.next();
		}
		if (lexer.comments.isOpen() && text.broken < 0) {
			text.broken = sql.length();
		}
		return new Lexed(lexer.tokens, text.broken, text.doubtful);
	}

	private void next() {
		char character = this.text.charAt(this.text.at);
		if (this.text.isBlank(character)) {
			this.text.at++;
		}
		else if (!this.comments.skip() && !this.quotes.read()) {
			if (this.text.isWordPart(character, this.text.at)) {
				word();
			}
			else if (character == '@' && this.text.isWordPart(this.text.charAt(this.text.at + 1), this.text.at + 1)) {
				variable();
			}
			else {
				this.tokens.add(String.valueOf(character));
				this.text.at++;
			}
		}
	}

	private void word() {
		int start = this.text.at;
		boolean number = SqlText.isDigit(this.text.sql.charAt(start));
		int end = start + 1;
		while (end < this.text.sql.length() && this.text.isWordPart(this.text.sql.charAt(end), end)
				&& !(number && this.text.sql.charAt(end) == '$' && this.text.has(Rule.DOLLAR_TAGS))) {
			end++;
		}
		String word = this.text.sql.substring(start, end).toLowerCase(Locale.ROOT);
		this.text.at = end;
		if (number) {
			number(word);
		}
		else if (!this.quotes.readAfter(word, start)) {
			// After a name it would be read along with it.
			this.text.doubtful |= word.equals("uescape");
			this.tokens.add(word);
		}
	}

	private void variable() {
		int end = this.text.at + 1;
		while (end < this.text.sql.length() && this.text.isWordPart(this.text.sql.charAt(end), end)) {
			end++;
		}
		this.tokens.add(this.text.sql.substring(this.text.at, end).toLowerCase(Locale.ROOT));
		this.text.at = end;
	}

	/**
	 * Some databases need no blank between a number and a word, and a dot may be the end
	 * of a number.
	 */
	private void number(String word) {
		this.text.doubtful |= this.text.charAt(this.text.at) == '\'';
		boolean digits = word.chars().allMatch((digit) -> SqlText.isDigit((char) digit));
		if (digits && this.text.charAt(this.text.at) == '.') {
			this.text.at++;
			this.tokens.add(word + ".");
			return;
		}
		String verb = digits ? null : SqlVerbs.verbAtEnd(word);
		this.tokens.add((verb != null) ? word.substring(0, word.length() - verb.length()) : word);
		if (verb != null) {
			this.tokens.add(verb);
		}
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
