package dev.accelerate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.accelerate.sql.SqlDialect.Rule;

/**
 * Lexer of a text by the rules of one database.
 */
final class SqlLexer {

	private final SqlCursor cursor;

	private final List<String> tokens = new ArrayList<>();

	private final SqlCommentReader comments;

	private final SqlQuoteReader quotes;

	private SqlLexer(SqlCursor cursor) {
		this.cursor = cursor;
		this.comments = new SqlCommentReader(cursor);
		this.quotes = new SqlQuoteReader(cursor, this.tokens);
	}

	/**
	 * Returns the words, quoted names, signs and literals of a text in their order, in
	 * lower case, without comments. Quoted names keep their quotes, so that none is taken
	 * for a keyword; a literal begins with a quote and is cut short.
	 */
	static Lexed lex(String sql, SqlDialect dialect) {
		SqlCursor cursor = new SqlCursor(sql, dialect);
		SqlLexer lexer = new SqlLexer(cursor);
		while (cursor.at < sql.length() && cursor.broken < 0) {
			lexer.next();
		}
		if (lexer.comments.isOpen() && cursor.broken < 0) {
			cursor.broken = sql.length();
		}
		return new Lexed(lexer.tokens, cursor.broken, cursor.doubtful);
	}

	private void next() {
		char character = this.cursor.charAt(this.cursor.at);
		if (this.cursor.isBlank(character)) {
			this.cursor.at++;
		}
		else if (!this.comments.skip() && !this.quotes.read()) {
			if (this.cursor.isWordPart(character, this.cursor.at)) {
				word();
			}
			else if (character == '@'
					&& this.cursor.isWordPart(this.cursor.charAt(this.cursor.at + 1), this.cursor.at + 1)) {
				variable();
			}
			else {
				this.tokens.add(String.valueOf(character));
				this.cursor.at++;
			}
		}
	}

	private void word() {
		int start = this.cursor.at;
		boolean number = SqlCursor.isDigit(this.cursor.sql.charAt(start));
		int end = start + 1;
		while (end < this.cursor.sql.length() && this.cursor.isWordPart(this.cursor.sql.charAt(end), end)
				&& !(number && this.cursor.sql.charAt(end) == '$' && this.cursor.has(Rule.DOLLAR_TAGS))) {
			end++;
		}
		String word = this.cursor.sql.substring(start, end).toLowerCase(Locale.ROOT);
		this.cursor.at = end;
		if (number) {
			number(word);
		}
		else if (!this.quotes.readAfter(word, start)) {
			// After a name with escapes this word has been read with the name, so here it
			// is out of place.
			this.cursor.doubtful |= word.equals("uescape");
			this.tokens.add(word);
		}
	}

	private void variable() {
		int end = this.cursor.at + 1;
		while (end < this.cursor.sql.length() && this.cursor.isWordPart(this.cursor.sql.charAt(end), end)) {
			end++;
		}
		this.tokens.add(this.cursor.sql.substring(this.cursor.at, end).toLowerCase(Locale.ROOT));
		this.cursor.at = end;
	}

	/**
	 * Adds a number. Some databases need no blank between a number and the next word, and
	 * a dot may end a number.
	 */
	private void number(String word) {
		this.cursor.doubtful |= this.cursor.charAt(this.cursor.at) == '\'';
		boolean digits = word.chars().allMatch((digit) -> SqlCursor.isDigit((char) digit));
		if (digits && this.cursor.charAt(this.cursor.at) == '.') {
			this.cursor.at++;
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
	 * @param tokens its tokens
	 * @param broken where something begins that never ends, or -1
	 * @param doubtful whether even that database may read it in another way
	 */
	record Lexed(List<String> tokens, int broken, boolean doubtful) {
	}

}
