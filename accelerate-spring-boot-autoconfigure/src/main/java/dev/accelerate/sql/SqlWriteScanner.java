package dev.accelerate.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.sql.SqlStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Scan of the tokens of a single statement for what it writes.
 */
final class SqlWriteScanner {

	private static final Set<String> READS = Set.of("select", "values", "table", "explain", "with");

	private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "replace", "upsert");

	/**
	 * Other verbs that may write, where one statement follows another without a
	 * semicolon.
	 */
	private static final Set<String> COMMANDS = Set.of("truncate", "exec", "execute", "call", "drop", "alter");

	private static final Set<String> COMMANDS_ON_TABLES = Set.of("create", "drop", "truncate", "alter");

	private static final Set<String> FUNCTIONS = Set.of("insert", "replace", "truncate");

	/**
	 * Statements about the session, the transaction or the server, which change no data
	 * themselves.
	 */
	private static final Set<String> HARMLESS = Set.of("show", "set", "reset", "start", "commit", "rollback",
			"savepoint", "release", "lock", "analyze", "vacuum", "listen", "notify", "unlisten", "fetch", "close",
			"deallocate", "describe", "desc", "pragma", "use", "checkpoint");

	/**
	 * Words that follow the "on update" or "on delete" of a column.
	 */
	private static final Set<String> ACTIONS = Set.of("cascade", "restrict", "set", "no", "current_timestamp");

	private final Set<String> targets = new LinkedHashSet<>();

	private boolean unclear;

	private boolean incomplete;

	/**
	 * Returns what the statement does.
	 */
	Kind kindOf(List<String> tokens) {
		int first = 0;
		while (first < tokens.size() && tokens.get(first).equals("(")) {
			first++;
		}
		String verb = at(tokens, first);
		if (verb.isEmpty() || isNextValue(tokens, first)) {
			return Kind.READ;
		}
		boolean harmless = HARMLESS.contains(verb) || isTransaction(tokens, first);
		if (!harmless && !isTemporaryTable(tokens, first) && !WRITES.contains(verb) && !READS.contains(verb)) {
			this.unclear |= verb.equals("truncate");
			this.incomplete |= COMMANDS_ON_TABLES.contains(verb) && SqlVerbs.isIncomplete(tokens, first);
			return Kind.UNRECOGNIZED;
		}
		Kind kind = Kind.READ;
		for (int i = first; i < tokens.size(); i++) {
			Kind one = kindOfWord(tokens, i, first, harmless);
			kind = (one.compareTo(kind) > 0) ? one : kind;
		}
		boolean into = tokens.contains("select") && tokens.contains("into");
		return (into && kind == Kind.READ) ? Kind.UNRECOGNIZED : kind;
	}

	/**
	 * Returns what a statement does that may begin with the word at an index. Some
	 * databases need no semicolon between statements, so that any word may begin the next
	 * one.
	 */
	private Kind kindOfWord(List<String> tokens, int index, int first, boolean harmless) {
		String word = tokens.get(index);
		if (COMMANDS.contains(word)
				&& (harmless ? !isFunction(tokens, index) : (index > first && SqlVerbs.isCommand(tokens, index)))) {
			this.unclear = true;
			return Kind.UNRECOGNIZED;
		}
		if (!WRITES.contains(word) || (index > first && isFunction(tokens, index))) {
			return Kind.READ;
		}
		String target = target(tokens, index);
		if (isClause(tokens, index, first, target)) {
			return Kind.READ;
		}
		if (target != null) {
			this.targets.add(TableDirectory.plainName(target));
			return Kind.WRITE;
		}
		// In a query it may be the name of a column.
		if (index > first && Set.of("select", "values", "table").contains(tokens.get(first))
				&& !SqlVerbs.isFollowedByName(tokens, index)) {
			return Kind.READ;
		}
		// Inside another write, the table is found by its name in the text.
		if (index > first && WRITES.contains(tokens.get(first))) {
			return Kind.READ;
		}
		this.unclear = true;
		this.incomplete |= SqlVerbs.isIncomplete(tokens, index);
		return Kind.UNRECOGNIZED;
	}

	/**
	 * Returns whether a verb is the name of a function, or the "insert" of a merge.
	 */
	private static boolean isFunction(List<String> tokens, int index) {
		return at(tokens, index - 1).equals(".")
				|| (FUNCTIONS.contains(tokens.get(index)) && at(tokens, index + 1).equals("("));
	}

	/**
	 * Returns whether a verb is part of another clause, as in "for update".
	 */
	private static boolean isClause(List<String> tokens, int index, int first, @Nullable String target) {
		String next = at(tokens, index + 1);
		return switch (at(tokens, index - 1)) {
			case "do", "then", "keep" -> true;
			case "key" -> Set.of("no", "duplicate").contains(at(tokens, index - 2));
			// "set statement ... for update users set ..."
			case "for" ->
				tokens.get(index).equals("update") && target == null && !at(tokens, first + 1).equals("statement");
			case "on" -> ACTIONS.contains(next);
			case "commit" -> tokens.get(index).equals("delete") && next.equals("rows");
			case "share" -> next.equals("exclusive");
			default -> false;
		};
	}

	/**
	 * Returns the table that is written by the verb at an index, or {@code null} if that
	 * cannot be told.
	 */
	private static @Nullable String target(List<String> tokens, int index) {
		String verb = tokens.get(index);
		int next = index + 1;
		if (verb.equals("update")) {
			next = at(tokens, next).equals("only") ? next + 1 : next;
			int end = endOfName(tokens, next);
			return (end > next && isFollowedBySet(tokens, end)) ? nameAt(tokens, end - 1) : null;
		}
		String introduction = verb.equals("delete") ? "from" : "into";
		int last = verb.equals("delete") ? next + 1 : next + 2;
		// "insert ignore into", "insert or replace into", "delete u from"
		while (next < last && SqlToken.isWord(at(tokens, next)) && !at(tokens, next).equals(introduction)) {
			next++;
		}
		if (!at(tokens, next).equals(introduction)) {
			return null;
		}
		String alias = (verb.equals("delete") && next == last) ? at(tokens, index + 1) : null;
		next = at(tokens, next + 1).equals("only") ? next + 2 : next + 1;
		int end = endOfName(tokens, next);
		if (end == next || (alias != null && !isOnlyTable(tokens, end, alias))) {
			return null;
		}
		return nameAt(tokens, end - 1);
	}

	/**
	 * Returns whether a single table follows, under the alias that a delete names, as in
	 * "delete u from users u where ...". Among several tables the alias is not looked
	 * for.
	 */
	private static boolean isOnlyTable(List<String> tokens, int index, String alias) {
		int next = at(tokens, index).equals("as") ? index + 1 : index;
		return at(tokens, next).equals(alias) && Set.of("", "where", "order", "limit").contains(at(tokens, next + 1));
	}

	/**
	 * Returns the name at an index, or {@code null} if it is not clear. A name that has
	 * quotes in it may be written in more than one way.
	 */
	private static @Nullable String nameAt(List<String> tokens, int index) {
		String name = tokens.get(index);
		return (SqlVerbs.NO_NAMES.contains(name) || SqlToken.unquoted(name).matches("(?s).*[\"`\\[\\]].*")) ? null
				: name;
	}

	/**
	 * Returns whether "set" follows a table, which may have an alias. Where more stands
	 * between, such as a join, other tables may be written, too.
	 */
	private static boolean isFollowedBySet(List<String> tokens, int index) {
		int next = at(tokens, index).equals("*") ? index + 1 : index;
		next = at(tokens, next).equals("as") ? next + 1 : next;
		return at(tokens, next).equals("set") || at(tokens, next + 1).equals("set");
	}

	private static int endOfName(List<String> tokens, int start) {
		int next = start;
		while (SqlToken.isName(at(tokens, next))) {
			next++;
			if (!at(tokens, next).equals(".")) {
				return next;
			}
			next++;
		}
		return start;
	}

	/**
	 * Returns whether a statement begins or ends a transaction, and not a block of
	 * statements.
	 */
	private static boolean isTransaction(List<String> tokens, int first) {
		String verb = at(tokens, first);
		return (verb.equals("begin") || verb.equals("end"))
				&& Set.of("", "transaction", "work", "isolation", "read").contains(at(tokens, first + 1));
	}

	/**
	 * Returns whether a statement calls for the next value of a sequence, as in some
	 * databases.
	 */
	private static boolean isNextValue(List<String> tokens, int first) {
		return at(tokens, first).equals("call") && at(tokens, first + 1).equals("next")
				&& at(tokens, first + 2).equals("value");
	}

	/**
	 * Returns whether a statement creates or drops a temporary table. Bulk statements
	 * over several tables collect identifiers in one, and may drop it afterwards. In some
	 * databases its name says that it is temporary.
	 */
	private static boolean isTemporaryTable(List<String> tokens, int first) {
		int table = tokens.subList(first, Math.min(tokens.size(), first + 4)).indexOf("table") + first;
		if (!Set.of("create", "drop").contains(at(tokens, first)) || table < first) {
			return false;
		}
		int name = table + 1;
		while (Set.of("if", "not", "exists").contains(at(tokens, name))) {
			name++;
		}
		List<String> between = tokens.subList(first, table);
		return between.contains("temporary") || between.contains("temp") || at(tokens, name).startsWith("#");
	}

	private static String at(List<String> tokens, int index) {
		return SqlToken.at(tokens, index);
	}

	/**
	 * Returns the tables that are known to be written, without schema.
	 */
	Set<String> targets() {
		return this.targets;
	}

	/**
	 * Returns whether it writes something whose table is not clear.
	 */
	boolean isUnclear() {
		return this.unclear;
	}

	/**
	 * Returns whether a statement breaks off where the name of what it writes should be.
	 */
	boolean isIncomplete() {
		return this.incomplete;
	}

}
