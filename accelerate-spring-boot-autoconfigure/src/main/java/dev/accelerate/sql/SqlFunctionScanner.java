package dev.accelerate.sql;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Scan of the tokens of a text for the functions it calls. A name before a parenthesis
 * counts as a call unless its place rules that out.
 */
final class SqlFunctionScanner {

	/**
	 * Words before a parenthesis that are not functions.
	 */
	private static final Set<String> KEYWORDS = Set.of("select", "from", "where", "and", "or", "not", "xor", "in",
			"exists", "any", "all", "some", "values", "on", "using", "over", "as", "by", "when", "then", "else", "case",
			"end", "between", "like", "ilike", "is", "similar", "to", "rlike", "regexp", "union", "intersect", "except",
			"minus", "distinct", "lateral", "join", "inner", "outer", "cross", "natural", "full", "set", "returning",
			"having", "limit", "offset", "fetch", "first", "next", "top", "with", "within", "group", "filter", "window",
			"partition", "order", "sets", "rollup", "cube", "recursive", "materialized", "table", "only", "into",
			"default", "check", "unique", "references", "primary", "foreign", "key", "index", "constraint",
			"ordinality", "columns", "escape", "collate", "repeatable", "conflict", "against", "for", "of", "div",
			"option", "multiset", "nothing", "keep", "pivot", "unpivot", "prior", "explain", "matched", "binary", "out",
			"qualify", "apply", "member", "new", "entry", "nulls", "rows", "return", "update", "delete", "merge",
			"separator", "grouping", "overlaps", "connect", "start", "skip", "exec", "execute", "call");

	private static final Set<String> TYPES = Set.of("char", "character", "varchar", "varchar2", "nvarchar", "nvarchar2",
			"nchar", "varying", "text", "numeric", "decimal", "number", "float", "double", "real", "bit", "varbit",
			"varbinary", "time", "timestamp", "timestamptz", "timetz", "datetime", "datetime2", "datetimeoffset",
			"interval", "int", "integer", "bigint", "smallint", "tinyint", "raw", "clob", "blob", "precision", "second",
			"vector", "bpchar", "string");

	/**
	 * Words before a name that has a list of columns.
	 */
	private static final Set<String> BEFORE_COLUMNS = Set.of("as", "into", "table", "references", "constraint", "index",
			"insert", "new", "ordinality");

	private final List<String> tokens;

	private final Set<String> names = new LinkedHashSet<>();

	private final Set<Integer> expressions = new HashSet<>();

	private SqlFunctionScanner(List<String> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Returns the names, in lower case and without quotes: the last part of each, and the
	 * whole of one with a schema.
	 */
	static Set<String> in(List<String> tokens) {
		SqlFunctionScanner functions = new SqlFunctionScanner(tokens);
		for (int i = 0; i < tokens.size(); i++) {
			if (tokens.get(i).equals("with")) {
				functions.skipNamedQueries(i + 1);
			}
		}
		for (int i = 1; i < tokens.size(); i++) {
			if (tokens.get(i).equals("(") && SqlToken.isName(tokens.get(i - 1))) {
				functions.add(i - 1);
			}
		}
		return functions.names;
	}

	private void add(int last) {
		int first = last;
		while (at(first - 1).equals(".") && SqlToken.isName(at(first - 2))) {
			first -= 2;
		}
		String name = at(last);
		if (this.expressions.contains(last) || (first == last && (KEYWORDS.contains(name) || isType(last)))
				|| isBeforeColumns(first, last)) {
			return;
		}
		StringBuilder whole = new StringBuilder();
		for (int i = first; i <= last; i += 2) {
			whole.append(whole.isEmpty() ? "" : ".").append(SqlToken.unquoted(at(i)));
		}
		this.names.add(SqlToken.unquoted(name));
		this.names.add(whole.toString());
	}

	/**
	 * Returns whether a name is that of a type with its length.
	 */
	private boolean isType(int index) {
		String argument = at(index + 2);
		return TYPES.contains(at(index)) && (argument.equals("max") || argument.equals(")")
				|| (!argument.isEmpty() && Character.isDigit(argument.charAt(0)) && !at(index).equals("char")));
	}

	private boolean isBeforeColumns(int first, int last) {
		String before = at(first - 1);
		if (before.equals("exists")) {
			return at(first - 2).equals("if") || at(first - 2).equals("not");
		}
		if (before.equals("then")) {
			return at(last).equals("insert");
		}
		return BEFORE_COLUMNS.contains(before) || (before.equals(")") && isTable(first - 1));
	}

	/**
	 * Returns whether a table ends at an index, so that what follows is its alias.
	 */
	private boolean isTable(int closing) {
		int depth = 0;
		for (int i = closing; i >= 0; i--) {
			depth += at(i).equals(")") ? 1 : at(i).equals("(") ? -1 : 0;
			if (depth == 0) {
				String before = at(i - 1);
				return Set.of("from", "join", ",", "lateral").contains(before)
						|| (SqlToken.isName(before) && !KEYWORDS.contains(before));
			}
		}
		return false;
	}

	/**
	 * Skips the names of the queries after "with", which may have lists of columns.
	 */
	private void skipNamedQueries(int start) {
		int next = at(start).equals("recursive") ? start + 1 : start;
		while (SqlToken.isName(at(next))) {
			int after = next + 1;
			int name = at(after).equals("(") ? next : -1;
			after = (name >= 0) ? afterClosing(after) : after;
			if (!at(after).equals("as")) {
				return;
			}
			after++;
			while (at(after).equals("not") || at(after).equals("materialized")) {
				after++;
			}
			if (!at(after).equals("(")) {
				return;
			}
			this.expressions.add(name);
			after = afterClosing(after);
			if (!at(after).equals(",")) {
				return;
			}
			next = after + 1;
		}
	}

	private int afterClosing(int opening) {
		int depth = 0;
		for (int i = opening; i < this.tokens.size(); i++) {
			depth += at(i).equals("(") ? 1 : at(i).equals(")") ? -1 : 0;
			if (depth == 0) {
				return i + 1;
			}
		}
		return this.tokens.size();
	}

	private String at(int index) {
		return SqlToken.at(this.tokens, index);
	}

}
