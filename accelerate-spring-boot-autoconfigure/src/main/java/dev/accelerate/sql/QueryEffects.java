package dev.accelerate.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.accelerate.sql.SqlStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Effects of a query besides reading tables, as far as its text says.
 *
 * @param effect what it does
 * @param varying a function or keyword in it that may return something different each
 * time or have an effect, or {@code null} if there is none
 * @param namesTable whether it has any name in the place of a table
 */
public record QueryEffects(Effect effect, @Nullable String varying, boolean namesTable) {

	private static final Set<String> READS = Set.of("select", "values", "table", "with", "explain", "from", "show",
			"describe", "desc");

	private static final Set<String> CALLS = Set.of("call", "exec", "execute", "{", "begin", "do", "declare");

	private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "replace", "upsert");

	private static final Set<String> LOCK_HINTS = Set.of("updlock", "xlock", "holdlock", "tablockx", "tablock",
			"serializable", "repeatableread");

	/**
	 * Keywords that call a function without parentheses. In some databases an
	 * application's own functions can be called so, too, but their names cannot be told
	 * from those of columns.
	 */
	private static final Set<String> KEYWORDS = Set.of("current_timestamp", "current_date", "current_time", "localtime",
			"localtimestamp", "current_user", "session_user", "system_user", "current_role", "current_schema",
			"current_catalog", "sysdate", "systime", "systimestamp", "today", "sessiontimezone", "nextval", "currval",
			"lastval", "utc_date", "utc_time", "utc_timestamp", "tablesample", "dbms_random", "sys_guid",
			"sql_calc_found_rows");

	/**
	 * Such keywords of JPQL and HQL only.
	 */
	private static final Set<String> JPQL_KEYWORDS = Set.of("current_instant", "local_date", "local_time",
			"local_datetime", "offset_datetime");

	/**
	 * Functions that return the present moment if they are called without an argument.
	 */
	private static final Set<String> MOMENTS = Set.of("date", "time", "timestamp");

	private static final Set<String> AFTER_CURRENT = Set.of("date", "time", "timestamp", "datetime", "instant", "user",
			"schema", "server", "path", "timezone", "sqlid");

	/**
	 * Literals that PostgreSQL reads as a moment relative to the present.
	 */
	private static final Pattern MOMENT = Pattern
		.compile("'\\s*(?:now|today|tomorrow|yesterday)(?:\\s+[\\d:.]+(?:\\s*\\w+)?)?\\s*");

	/**
	 * Expressions of SpEL and placeholders of Hibernate, which are not SQL.
	 */
	private static final Pattern EXPRESSION = Pattern.compile("[:?]?#\\{.*?}|\\{h-\\w+}", Pattern.DOTALL);

	/**
	 * Returns the effects of a native query.
	 * @param sql the text of the query
	 * @return its effects
	 */
	public static QueryEffects ofSql(String sql) {
		String text = withoutExpressions(sql);
		SqlUnderstanding understanding = SqlUnderstanding.of(text);
		Effect effect = (understanding.kind() == Kind.READ) ? Effect.NONE
				: (understanding.kind() == Kind.WRITE) ? Effect.WRITES : Effect.UNKNOWN;
		String varying = null;
		for (SqlDialect dialect : SqlDialect.of(text)) {
			SqlLexer.Lexed lexed = SqlLexer.lex(text, dialect);
			List<String> tokens = lexed.tokens();
			effect = worse(effect, effect(tokens));
			varying = (varying != null || lexed.broken() >= 0) ? varying : varying(tokens, true);
		}
		return new QueryEffects(effect, varying, !understanding.tables().isEmpty());
	}

	/**
	 * Returns the effects of a query in JPQL or HQL.
	 * @param jpql the text of the query
	 * @return its effects
	 */
	public static QueryEffects ofJpql(String jpql) {
		List<String> tokens = SqlLexer.lex(withoutExpressions(jpql), SqlDialect.STANDARD).tokens();
		String first = SqlToken.at(tokens, 0);
		Effect effect = (first.equals("(") || READS.contains(first)) ? Effect.NONE : Effect.WRITES;
		return new QueryEffects(effect, varying(tokens, false), true);
	}

	/**
	 * Returns whether a function of JPQL or HQL returns the same for the same arguments,
	 * and has no effect.
	 * @param name the name of the function
	 * @return whether it is known to
	 */
	public static boolean isPureInJpql(String name) {
		return PureFunctions.contains(name.toLowerCase(Locale.ROOT), false);
	}

	private static String withoutExpressions(String text) {
		return EXPRESSION.matcher(text).replaceAll((match) -> switch (match.group().charAt(0)) {
			case '{' -> "";
			case '#' -> "expression";
			default -> " ? ";
		});
	}

	private static Effect worse(Effect one, Effect other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static Effect effect(List<String> tokens) {
		int first = 0;
		while (SqlToken.at(tokens, first).equals("(")) {
			first++;
		}
		String verb = SqlToken.at(tokens, first);
		if (CALLS.contains(verb)) {
			return Effect.CALLS;
		}
		if (locks(tokens)) {
			return Effect.LOCKS;
		}
		if (WRITES.contains(verb)) {
			return Effect.WRITES;
		}
		return READS.contains(verb) ? Effect.NONE : Effect.UNKNOWN;
	}

	private static boolean locks(List<String> tokens) {
		for (int i = 0; i < tokens.size(); i++) {
			String next = SqlToken.at(tokens, i + 1);
			String third = SqlToken.at(tokens, i + 2);
			boolean locks = switch (tokens.get(i)) {
				case "for" -> next.equals("update") || next.equals("share")
						|| (next.equals("no") && third.equals("key")) || (next.equals("key") && third.equals("share"));
				case "lock" -> next.equals("in") && third.equals("share");
				case "keep" -> third.equals("locks");
				default -> LOCK_HINTS.contains(tokens.get(i)) && Set.of("(", ",").contains(SqlToken.at(tokens, i - 1))
						&& Set.of(")", ",").contains(next);
			};
			if (locks) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable String varying(List<String> tokens, boolean sql) {
		for (int i = 0; i < tokens.size(); i++) {
			String name = varyingAt(tokens, i, sql);
			if (name != null) {
				return name;
			}
		}
		return SqlFunctionScanner.in(tokens)
			.stream()
			.filter((name) -> !PureFunctions.contains(name, sql))
			.reduce((first, second) -> second.endsWith("." + first) ? second : first)
			.orElse(null);
	}

	private static @Nullable String varyingAt(List<String> tokens, int index, boolean sql) {
		String token = tokens.get(index);
		String before = SqlToken.at(tokens, index - 1);
		String next = SqlToken.at(tokens, index + 1);
		if (SqlToken.isLiteral(token)) {
			// In JPQL, function('name', ...) calls a function of the database.
			boolean function = !sql && before.equals("(") && SqlToken.at(tokens, index - 2).equals("function");
			String name = token.substring(1).strip();
			if (function) {
				return PureFunctions.contains(name, true) ? null : name;
			}
			return (sql && MOMENT.matcher(token).matches()) ? "the moment in a literal" : null;
		}
		if (token.startsWith("@") && sql) {
			return (token.length() > 1) ? token : null;
		}
		if (Set.of("nextval", "currval").contains(token) && before.equals(".")) {
			return token;
		}
		if (before.equals(".") || before.equals("as") || next.equals(".") || isAfterColon(tokens, index)) {
			return token.equals("dbms_random") ? token : null;
		}
		return switch (token) {
			case "current", "local", "offset", "next", "previous", "prior" -> varyingPair(token, next, sql);
			case "user" -> (sql && !isNamed(tokens, index)) ? token : null;
			case "instant" -> (!sql && !isNamed(tokens, index)) ? token : null;
			default -> ((KEYWORDS.contains(token) || (!sql && JPQL_KEYWORDS.contains(token))) && !next.equals("("))
					|| (MOMENTS.contains(token) && next.equals("(") && SqlToken.at(tokens, index + 2).equals(")"))
							? token : null;
		};
	}

	private static @Nullable String varyingPair(String token, String next, boolean sql) {
		boolean varying = switch (token) {
			case "current" -> AFTER_CURRENT.contains(next);
			case "local", "offset" -> !sql && AFTER_CURRENT.contains(next);
			default -> next.equals("value");
		};
		return varying ? token + " " + next : null;
	}

	/**
	 * Returns whether a word is the name of a parameter or of a type, and not the value
	 * in a pair of JSON.
	 */
	private static boolean isAfterColon(List<String> tokens, int index) {
		String before = SqlToken.at(tokens, index - 2);
		return SqlToken.at(tokens, index - 1).equals(":") && !SqlToken.isLiteral(before) && !SqlToken.isQuoted(before)
				&& !before.equals(")");
	}

	/**
	 * Returns whether a word is the name of a table or its alias. A word that qualifies a
	 * column anywhere in the query is not a function.
	 */
	private static boolean isNamed(List<String> tokens, int index) {
		for (int i = 0; i < tokens.size(); i++) {
			if (tokens.get(i).equals(tokens.get(index)) && SqlToken.at(tokens, i + 1).equals(".")
					&& !SqlToken.at(tokens, i - 1).equals(".")) {
				return true;
			}
		}
		return Set.of("from", "join", "table", "into", "update").contains(SqlToken.at(tokens, index - 1))
				&& !SqlToken.at(tokens, index + 1).equals(")");
	}

	/**
	 * Returns what the query does if it also locks what it reads, by a setting that its
	 * text does not show.
	 * @return the same effects, with a lock
	 */
	public QueryEffects locking() {
		return (this.effect == Effect.NONE) ? new QueryEffects(Effect.LOCKS, this.varying, this.namesTable) : this;
	}

	/**
	 * What a query does besides reading, from the least harmful to the worst.
	 */
	public enum Effect {

		/**
		 * Nothing.
		 */
		NONE,

		/**
		 * It locks what it reads.
		 */
		LOCKS,

		/**
		 * It writes.
		 */
		WRITES,

		/**
		 * It may do anything.
		 */
		UNKNOWN,

		/**
		 * It calls a procedure.
		 */
		CALLS

	}

}
