package dev.accelerate.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Scan of a text for names that stand where a table does: after words such as
 * {@code from}, {@code join}, {@code into} or {@code update}, and in the lists that
 * follow. Some of them are not tables, such as the one in
 * {@code extract(year from born)}.
 */
public final class TableNameScanner {

	private static final Set<String> INTRODUCTIONS = Set.of("from", "join", "into", "update", "using");

	private static final Set<String> BETWEEN = Set.of("(", "only", "lateral", "table");

	private TableNameScanner() {
	}

	/**
	 * Returns the names that stand where a table does.
	 * @param sql the text
	 * @return the names, without schema and quotes, in lower case
	 */
	public static Set<String> in(String sql) {
		return SqlUnderstanding.of(sql).tables();
	}

	/**
	 * Returns every word and quoted name in a text, wherever it stands.
	 * @param sql the text
	 * @return the words without quotes, in lower case
	 */
	public static Set<String> anywhereIn(String sql) {
		Set<String> names = SqlToken.wordsIn(sql);
		names.addAll(SqlUnderstanding.of(sql).names());
		return names;
	}

	static Set<String> in(List<String> tokens) {
		Set<String> names = new HashSet<>();
		for (int i = 0; i < tokens.size(); i++) {
			if (INTRODUCTIONS.contains(tokens.get(i))) {
				add(tokens, i + 1, names);
			}
		}
		return names;
	}

	private static void add(List<String> tokens, int start, Set<String> names) {
		int next = start;
		while (next < tokens.size()) {
			while (next < tokens.size() && BETWEEN.contains(tokens.get(next))) {
				next++;
			}
			int end = endOfName(tokens, next);
			if (end == next || at(tokens, end).equals("(")) {
				return;
			}
			names.add(TableDirectory.plainName(tokens.get(end - 1)));
			end = at(tokens, end).equals("as") ? end + 1 : end;
			end = SqlToken.isName(at(tokens, end)) ? end + 1 : end;
			if (!at(tokens, end).equals(",")) {
				return;
			}
			next = end + 1;
		}
	}

	private static int endOfName(List<String> tokens, int start) {
		int next = start;
		while (SqlToken.isName(at(tokens, next)) && at(tokens, next + 1).equals(".")) {
			next += 2;
		}
		return SqlToken.isName(at(tokens, next)) ? next + 1 : start;
	}

	private static String at(List<String> tokens, int index) {
		return (index < tokens.size()) ? tokens.get(index) : "";
	}

}
