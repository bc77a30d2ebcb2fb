package dev.accelerate.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.sql.SqlReading.Rule;

/**
 * Comments in a text. What is in some of them is executed.
 */
final class SqlComments {

	private static final Pattern EXECUTED = Pattern.compile("/\\*[Mm]?!\\d*+");

	private final SqlText text;

	private boolean executed;

	SqlComments(SqlText text) {
		this.text = text;
	}

	/**
	 * Skips the comment, or the begin or end of one that is executed, if one is next.
	 * @return whether there was one
	 */
	boolean skip() {
		char character = this.text.charAt(this.text.at);
		if (isLineComment(character)) {
			lineComment();
		}
		else if (this.text.starts("/*")) {
			blockComment();
		}
		else if (this.executed && this.text.starts("*/")) {
			this.executed = false;
			this.text.at += 2;
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Returns whether one that is executed has not ended.
	 */
	boolean isOpen() {
		return this.executed;
	}

	private boolean isLineComment(char character) {
		return switch (character) {
			case '-' -> this.text.starts("--") && (!this.text.has(Rule.BLANK_AFTER_DASHES)
					|| this.text.charAt(this.text.at + 2) <= ' ' || this.text.charAt(this.text.at + 2) == 0x7f);
			case '#' -> this.text.has(Rule.HASH_COMMENTS);
			case '/' -> this.text.has(Rule.SLASH_COMMENTS) && this.text.starts("//");
			default -> false;
		};
	}

	/**
	 * Databases differ in whether anything but a line feed ends it.
	 */
	private void lineComment() {
		int end = this.text.sql.indexOf('\n', this.text.at);
		end = (end < 0) ? this.text.sql.length() : end;
		for (int i = this.text.at; i < end - 1; i++) {
			char character = this.text.sql.charAt(i);
			this.text.doubtful |= character == '\r' || character == '\f' || character == 0x0b || character == 0x85
					|| character == 0x2028 || character == 0x2029;
		}
		this.text.at = end;
	}

	private void blockComment() {
		Matcher version = EXECUTED.matcher(this.text.sql).region(this.text.at, this.text.sql.length());
		boolean versioned = version.lookingAt();
		this.text.doubtful |= this.executed;
		if (versioned && this.text.has(Rule.EXECUTED_COMMENTS)) {
			this.executed = true;
			this.text.at = version.end();
			return;
		}
		int start = this.text.at;
		int depth = 1;
		this.text.at += 2;
		while (depth > 0) {
			if (this.text.at >= this.text.sql.length()) {
				this.text.broken = start;
				return;
			}
			if (this.text.starts("*/")) {
				depth--;
				this.text.at += 2;
			}
			else if (this.text.starts("/*") && (versioned || this.text.has(Rule.NESTED_COMMENTS))) {
				this.text.doubtful |= versioned;
				depth++;
				this.text.at += 2;
			}
			else {
				this.text.at++;
			}
		}
	}

}
