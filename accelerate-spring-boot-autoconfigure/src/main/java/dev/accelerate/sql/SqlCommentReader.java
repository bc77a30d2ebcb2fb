package dev.accelerate.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.sql.SqlDialect.Rule;

/**
 * Reader of the comments in a text. Databases execute the content of some of them.
 */
final class SqlCommentReader {

	private static final Pattern EXECUTED = Pattern.compile("/\\*[Mm]?!\\d*+");

	private final SqlCursor cursor;

	private boolean executed;

	SqlCommentReader(SqlCursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Skips a comment, or the start or end of an executed one, if that comes next.
	 * @return whether there was one
	 */
	boolean skip() {
		char character = this.cursor.charAt(this.cursor.at);
		if (isLineComment(character)) {
			lineComment();
		}
		else if (this.cursor.starts("/*")) {
			blockComment();
		}
		else if (this.executed && this.cursor.starts("*/")) {
			this.executed = false;
			this.cursor.at += 2;
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Returns whether an executed comment has not ended.
	 */
	boolean isOpen() {
		return this.executed;
	}

	private boolean isLineComment(char character) {
		return switch (character) {
			case '-' -> this.cursor.starts("--") && (!this.cursor.has(Rule.BLANK_AFTER_DASHES)
					|| this.cursor.charAt(this.cursor.at + 2) <= ' ' || this.cursor.charAt(this.cursor.at + 2) == 0x7f);
			case '#' -> this.cursor.has(Rule.HASH_COMMENTS);
			case '/' -> this.cursor.has(Rule.SLASH_COMMENTS) && this.cursor.starts("//");
			default -> false;
		};
	}

	/**
	 * Skips a comment up to the end of its line. Databases differ in whether anything but
	 * a line feed ends it.
	 */
	private void lineComment() {
		int end = this.cursor.sql.indexOf('\n', this.cursor.at);
		end = (end < 0) ? this.cursor.sql.length() : end;
		for (int i = this.cursor.at; i < end - 1; i++) {
			char character = this.cursor.sql.charAt(i);
			this.cursor.doubtful |= character == '\r' || character == '\f' || character == 0x0b || character == 0x85
					|| character == 0x2028 || character == 0x2029;
		}
		this.cursor.at = end;
	}

	private void blockComment() {
		Matcher version = EXECUTED.matcher(this.cursor.sql).region(this.cursor.at, this.cursor.sql.length());
		boolean versioned = version.lookingAt();
		this.cursor.doubtful |= this.executed;
		if (versioned && this.cursor.has(Rule.EXECUTED_COMMENTS)) {
			this.executed = true;
			this.cursor.at = version.end();
			return;
		}
		int start = this.cursor.at;
		int depth = 1;
		this.cursor.at += 2;
		while (depth > 0) {
			if (this.cursor.at >= this.cursor.sql.length()) {
				this.cursor.broken = start;
				return;
			}
			if (this.cursor.starts("*/")) {
				depth--;
				this.cursor.at += 2;
			}
			else if (this.cursor.starts("/*") && (versioned || this.cursor.has(Rule.NESTED_COMMENTS))) {
				this.cursor.doubtful |= versioned;
				depth++;
				this.cursor.at += 2;
			}
			else {
				this.cursor.at++;
			}
		}
	}

}
