package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * SQL statement, as far as it matters which tables it may read and write. What it does is
 * told from a few words of it; whatever is not understood is {@link Kind#UNRECOGNIZED}.
 */
final class SqlStatement {

	/**
	 * What a statement does.
	 */
	enum Kind {

		/**
		 * It changes no data.
		 */
		READ,

		/**
		 * It changes data in tables that are known.
		 */
		WRITE,

		/**
		 * It may change anything.
		 */
		UNRECOGNIZED

	}

	private static final Set<String> READS = Set.of("select", "values", "table", "explain", "with");

	private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "replace", "upsert");

	/**
	 * Statements about the session, the transaction or the server, which change no data.
	 */
	private static final Set<String> HARMLESS = Set.of("show", "set", "reset", "start", "commit", "rollback",
			"savepoint", "release", "lock", "analyze", "vacuum", "listen", "notify", "unlisten", "fetch", "close",
			"deallocate", "describe", "desc", "pragma", "use", "checkpoint");

	/**
	 * What stands before an "update" or "delete" that is part of another clause.
	 */
	private static final Set<String> CLAUSES = Set.of("for", "key", "do", "then", "on", ".");

	private final Kind kind;

	private final Set<String> targets;

	private final Set<String> words;

	private final String text;

	private final String shape;

	private volatile @Nullable Named named;

	private SqlStatement(Kind kind, Set<String> targets, String sql, List<String> tokens) {
		this.kind = kind;
		this.targets = targets;
		this.words = SqlWords.all(sql);
		this.text = sql.toLowerCase(Locale.ROOT);
		this.shape = shapeOf(tokens);
	}

	static SqlStatement parse(String sql) {
		List<String> tokens = SqlWords.tokens(sql);
		Set<String> targets = new LinkedHashSet<>();
		Kind kind = Kind.READ;
		for (List<String> single : split(tokens)) {
			Kind one = kindOf(single, targets);
			kind = (one.compareTo(kind) > 0) ? one : kind;
		}
		// Whether a backslash escapes the quote after it depends on the database.
		boolean ambiguous = kind == Kind.WRITE && sql.contains("\\'");
		return new SqlStatement(ambiguous ? Kind.UNRECOGNIZED : kind, targets, sql, tokens);
	}

	private static List<List<String>> split(List<String> tokens) {
		List<List<String>> statements = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= tokens.size(); i++) {
			if (i == tokens.size() || tokens.get(i).equals(";")) {
				statements.add(tokens.subList(start, i));
				start = i + 1;
			}
		}
		return statements;
	}

	private static Kind kindOf(List<String> tokens, Set<String> targets) {
		int first = 0;
		while (first < tokens.size() && tokens.get(first).equals("(")) {
			first++;
		}
		String verb = at(tokens, first);
		if (verb.isEmpty() || HARMLESS.contains(verb) || isTransaction(tokens, first) || isNextValue(tokens, first)
				|| isTemporaryTable(tokens, first)) {
			return Kind.READ;
		}
		boolean writes = WRITES.contains(verb);
		if (!writes && !READS.contains(verb)) {
			return Kind.UNRECOGNIZED;
		}
		Kind kind = Kind.READ;
		for (int i = first; i < tokens.size(); i++) {
			if (!WRITES.contains(tokens.get(i)) || CLAUSES.contains(at(tokens, i - 1))
					|| at(tokens, i + 1).equals("(")) {
				continue;
			}
			String target = target(tokens, i);
			if (target != null) {
				targets.add(TableDirectory.plainName(target));
				kind = (kind == Kind.READ) ? Kind.WRITE : kind;
			}
			else if (i == first || verb.equals("with")) {
				kind = Kind.UNRECOGNIZED;
			}
		}
		return (verb.equals("select") && kind == Kind.READ && tokens.contains("into")) ? Kind.UNRECOGNIZED : kind;
	}

	/**
	 * Return the table that is written by the verb at an index, or {@code null} if that
	 * cannot be told.
	 */
	private static @Nullable String target(List<String> tokens, int index) {
		String verb = tokens.get(index);
		int next = index + 1;
		if (verb.equals("update")) {
			next = at(tokens, next).equals("only") ? next + 1 : next;
			int end = endOfName(tokens, next);
			return (end > next && isFollowedBySet(tokens, end)) ? tokens.get(end - 1) : null;
		}
		String introduction = verb.equals("delete") ? "from" : "into";
		int last = verb.equals("delete") ? next : next + 2;
		// "insert ignore into", "insert or replace into"
		while (next < last && SqlWords.isWord(at(tokens, next)) && !at(tokens, next).equals(introduction)) {
			next++;
		}
		if (!at(tokens, next).equals(introduction)) {
			return null;
		}
		next = at(tokens, next + 1).equals("only") ? next + 2 : next + 1;
		int end = endOfName(tokens, next);
		return (end > next) ? tokens.get(end - 1) : null;
	}

	/**
	 * A table may have an alias. Where it has more, as with a join, others may be written
	 * too.
	 */
	private static boolean isFollowedBySet(List<String> tokens, int index) {
		int next = at(tokens, index).equals("*") ? index + 1 : index;
		next = at(tokens, next).equals("as") ? next + 1 : next;
		return at(tokens, next).equals("set") || at(tokens, next + 1).equals("set");
	}

	private static int endOfName(List<String> tokens, int start) {
		int next = start;
		while (SqlWords.isName(at(tokens, next))) {
			next++;
			if (!at(tokens, next).equals(".")) {
				return next;
			}
			next++;
		}
		return start;
	}

	/**
	 * What follows tells the begin of a transaction from that of a block of statements.
	 */
	private static boolean isTransaction(List<String> tokens, int first) {
		String verb = at(tokens, first);
		return (verb.equals("begin") || verb.equals("end"))
				&& Set.of("", "transaction", "work", "isolation", "read").contains(at(tokens, first + 1));
	}

	/**
	 * Some databases call for the next value of a sequence.
	 */
	private static boolean isNextValue(List<String> tokens, int first) {
		return at(tokens, first).equals("call") && at(tokens, first + 1).equals("next")
				&& at(tokens, first + 2).equals("value");
	}

	/**
	 * Bulk statements over several tables collect their identifiers in one, and may drop
	 * it afterwards. Some databases know it by its name.
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
		return (index >= 0 && index < tokens.size()) ? tokens.get(index) : "";
	}

	/**
	 * The words before the first sign or literal hold no values.
	 */
	private static String shapeOf(List<String> tokens) {
		return tokens.stream()
			.takeWhile((token) -> SqlWords.isWord(token) && !Character.isDigit(token.charAt(0)))
			.limit(6)
			.collect(Collectors.joining(" "));
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Return the tables it is known to write, without schema.
	 */
	Set<String> targets() {
		return this.targets;
	}

	/**
	 * Return its first words, which hold no values.
	 */
	String shape() {
		return this.shape;
	}

	/**
	 * Return every tracked table whose name occurs in it.
	 */
	Tables tables(TableDirectory directory) {
		int version = directory.version();
		Named present = this.named;
		if (present != null && present.version() == version) {
			return present.tables();
		}
		Tables tables = directory.among(this.words, this.text);
		this.named = new Named(version, tables);
		return tables;
	}

	/**
	 * Tables as they were found in one version of the directory.
	 */
	private record Named(int version, Tables tables) {
	}

}
