package dev.accelerate.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Verbs of statements that write, and what tells them from names.
 */
final class SqlVerbs {

	/**
	 * Words that begin a statement that may write, or that are part of one.
	 */
	private static final Pattern VERB = Pattern
		.compile("insert|update|delete|merge|replace|upsert|truncate|exec|execute|call|drop|alter|create|into|do|copy"
				+ "|load|import|rename|refresh|grant|revoke|prepare|declare|begin|restore|handler|reindex|cluster");

	/**
	 * Verbs that may follow a number without a blank.
	 */
	private static final List<String> VERBS = List.of("insert", "update", "delete", "merge", "replace", "upsert",
			"truncate", "execute", "exec", "call", "drop", "alter", "into");

	/**
	 * Words that may stand between a verb and the name of what it writes.
	 */
	private static final Set<String> BEFORE_NAME = Set.of("into", "from", "only", "ignore", "or", "replace",
			"low_priority", "high_priority", "delayed", "quick", "table", "temporary", "temp", "local", "global", "if",
			"not", "exists");

	/**
	 * Words that are names only in quotes.
	 */
	static final Set<String> NO_NAMES = Set.of("select", "values", "set", "from", "where", "with", "default", "into",
			"insert", "update", "delete", "using", "when", "on", "order", "group", "union", "returning");

	/**
	 * Words that may follow the name of a column.
	 */
	private static final Set<String> AFTER_COLUMN = Set.of("from", "as", "is", "in", "not", "like", "ilike", "similar",
			"between", "and", "or", "asc", "desc", "nulls", "where", "group", "order", "union", "intersect", "except",
			"minus", "limit", "offset", "fetch", "for", "having", "window", "then", "else", "end", "when", "join",
			"left", "right", "inner", "full", "cross", "natural", "on", "using", "div", "mod", "collate", "rlike",
			"regexp", "xor", "over", "escape", "into", "bulk", "at", "overlaps", "separator", "rows", "range");

	private static final Set<String> OBJECTS = Set.of("table", "view", "index", "procedure", "proc", "function",
			"trigger", "schema", "database", "sequence", "type", "user", "role", "materialized", "statistics",
			"synonym", "login", "temporary");

	private SqlVerbs() {
	}

	/**
	 * Returns the verb that ends a word, or {@code null} if none does.
	 */
	static @Nullable String verbAtEnd(String word) {
		return VERBS.stream()
			.filter((verb) -> word.length() > verb.length() && word.endsWith(verb))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns whether a text may write something, however it is read.
	 */
	static boolean mayWrite(String sql) {
		int semicolon = sql.indexOf(';');
		return (semicolon >= 0 && semicolon < sql.stripTrailing().length() - 1) || SqlToken.wordsIn(sql)
			.stream()
			.anyMatch((word) -> VERB.matcher(word).matches() || endsWithVerb(word));
	}

	private static boolean endsWithVerb(String word) {
		return !Character.isLetter(word.charAt(0)) && word.charAt(0) != '_' && verbAtEnd(word) != null;
	}

	/**
	 * Returns whether a word in a query begins a statement of its own, and is not the
	 * name of a column.
	 */
	static boolean isCommand(List<String> tokens, int index) {
		String next = SqlToken.at(tokens, index + 1);
		return !SqlToken.at(tokens, index - 1).equals(".") && switch (tokens.get(index)) {
			case "exec", "execute" -> isFollowedByName(tokens, index) || next.equals("(") || next.startsWith("@");
			case "call" -> isFollowedByName(tokens, index);
			default -> OBJECTS.contains(next);
		};
	}

	static boolean isFollowedByName(List<String> tokens, int index) {
		String next = SqlToken.at(tokens, index + 1);
		return SqlToken.isName(next) && !AFTER_COLUMN.contains(next);
	}

	/**
	 * Returns whether the name of what a verb writes is missing. No database executes
	 * such a statement, so that reading does not count.
	 */
	static boolean isIncomplete(List<String> tokens, int index) {
		int next = index + 1;
		while (BEFORE_NAME.contains(SqlToken.at(tokens, next))) {
			next++;
		}
		return next >= tokens.size() || NO_NAMES.contains(tokens.get(next));
	}

}
