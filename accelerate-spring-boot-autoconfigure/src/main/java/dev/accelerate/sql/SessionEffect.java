package dev.accelerate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Effect that a statement has on the database session it is sent in, told from its text.
 * A setting that is not known to be harmless counts as one that may change later results.
 */
public enum SessionEffect {

	/**
	 * The results of later queries are as before.
	 */
	NONE,

	/**
	 * The isolation of later transactions may change.
	 */
	ISOLATION,

	/**
	 * Later queries may return other results than before, or those of another user.
	 */
	ANSWERS;

	/**
	 * Settings that may change how long a query takes, but not its result.
	 */
	private static final Set<String> HARMLESS = Set.of("statement_timeout", "lock_timeout", "transaction_timeout",
			"idle_in_transaction_session_timeout", "idle_session_timeout", "query_timeout", "max_execution_time",
			"max_statement_time", "innodb_lock_wait_timeout", "wait_timeout", "net_read_timeout", "net_write_timeout",
			"interactive_timeout", "work_mem", "maintenance_work_mem", "synchronous_commit", "application_name",
			"client_min_messages", "log_statement", "log_min_duration_statement", "names", "character", "charset",
			"client_encoding", "autocommit", "constraints", "foreign_key_checks", "unique_checks", "sql_log_bin",
			"referential_integrity", "default_lock_timeout", "write_delay", "cache_size", "db_close_delay",
			"trace_level_file", "trace_level_system_out", "throttle", "nocount", "xact_abort", "deadlock_priority",
			"profiling", "statement", "global", "jit", "random_page_cost", "effective_cache_size",
			"from_collapse_limit", "join_collapse_limit", "plan_cache_mode", "max_parallel_workers_per_gather",
			"lc_messages");

	private static final Set<String> ISOLATIONS = Set.of("transaction_isolation", "default_transaction_isolation",
			"tx_isolation", "isolation", "lock_mode");

	private static final Set<String> SCOPES = Set.of("session", "@session", "local", "@local", "set", ".");

	/**
	 * Procedures and functions of databases by which a session is set up.
	 */
	private static final Set<String> FUNCTIONS = Set.of("set_config", "sp_set_session_context", "sp_setapprole",
			"dbms_session", "set_context", "set_identifier", "set_role");

	private static final Pattern NAMED = Pattern.compile("\\bset_config\\s*\\(\\s*'(?<name>[^']*)'",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Setting at the start of a statement inside a block or a literal. The {@code set} of
	 * an update does not match, because it comes after the table.
	 */
	private static final Pattern SETTING = Pattern.compile(
			"(?:[;'$(]|\\b(?:begin|then|else|loop)\\b)\\s*(?:set|use|alter\\s+session)\\b|\\bset_config\\b",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Returns the effect of a text, which is that of the strongest of its statements.
	 * @param sql the text
	 * @return the effect
	 */
	public static SessionEffect of(String sql) {
		SessionEffect effect = NONE;
		try {
			for (SqlDialect dialect : SqlDialect.of(sql)) {
				effect = stronger(effect, ofText(sql, SqlLexer.lex(sql, dialect).tokens()));
			}
		}
		catch (RuntimeException ex) {
			return ANSWERS;
		}
		// What is read uncommitted must not become the result of another session.
		return (effect == ISOLATION && sql.toLowerCase(Locale.ROOT).contains("uncommitted")) ? ANSWERS : effect;
	}

	private static SessionEffect ofText(String sql, List<String> tokens) {
		SessionEffect effect = ofFunctions(sql, tokens);
		List<String> single = new ArrayList<>();
		for (String token : tokens) {
			if (token.equals(";")) {
				effect = stronger(effect, ofSingle(sql, single));
				single.clear();
			}
			else if (!single.isEmpty() || !token.equals("(")) {
				single.add(token);
			}
		}
		return stronger(effect, ofSingle(sql, single));
	}

	private static SessionEffect stronger(SessionEffect one, SessionEffect other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private static SessionEffect ofFunctions(String sql, List<String> tokens) {
		SessionEffect effect = NONE;
		int configured = 0;
		for (int i = 0; i < tokens.size(); i++) {
			String token = tokens.get(i);
			if (token.equals("set_config")) {
				configured++;
			}
			else if (token.equals("execute") && at(tokens, i + 1).equals("immediate") && ofExecuted(sql) == ANSWERS) {
				return ANSWERS;
			}
			else if (FUNCTIONS.contains(token) || isQuotedCall(tokens, i) || isAssignment(tokens, i)) {
				return ANSWERS;
			}
		}
		Matcher matcher = NAMED.matcher(sql);
		while (configured > 0 && matcher.find()) {
			effect = stronger(effect, ofSetting(matcher.group("name").toLowerCase(Locale.ROOT)));
			configured--;
		}
		return (configured > 0) ? ANSWERS : effect;
	}

	private static boolean isQuotedCall(List<String> tokens, int index) {
		String token = tokens.get(index);
		return at(tokens, index + 1).equals("(") && token.length() > 2 && "\"`[".indexOf(token.charAt(0)) >= 0
				&& FUNCTIONS.contains(token.substring(1, token.length() - 1));
	}

	/**
	 * Returns whether a variable of the session is set here, in the middle of a query.
	 */
	private static boolean isAssignment(List<String> tokens, int index) {
		return tokens.get(index).equals(":") && at(tokens, index + 1).equals("=")
				&& (at(tokens, index - 1).startsWith("@") || at(tokens, index - 2).equals("@"));
	}

	private static SessionEffect ofSingle(String sql, List<String> tokens) {
		return switch (at(tokens, 0)) {
			case "set" -> ofSet(tokens);
			case "use" -> ANSWERS;
			case "alter" -> at(tokens, 1).equals("session") ? ofSet(tokens.subList(1, tokens.size())) : NONE;
			case "execute", "exec" -> at(tokens, 1).equals("as") ? ANSWERS : ofExecuted(sql);
			case "do" -> ofExecuted(sql);
			default -> NONE;
		};
	}

	/**
	 * Returns the effect of a statement that executes another. The other may be a literal
	 * that is put together in many ways, so the whole text is searched.
	 */
	private static SessionEffect ofExecuted(String sql) {
		return SETTING.matcher(sql).find() ? ANSWERS : NONE;
	}

	private static SessionEffect ofSet(List<String> tokens) {
		SessionEffect effect = NONE;
		int start = 1;
		for (int i = 1; i <= tokens.size(); i++) {
			if (i == tokens.size() || tokens.get(i).equals(",")) {
				List<String> assignment = tokens.subList(start, i);
				// What follows a comma is another value of the same setting, or another
				// assignment.
				if (start == 1 || assignment.contains("=")) {
					effect = stronger(effect, ofAssignment(assignment));
				}
				start = i + 1;
			}
		}
		return effect;
	}

	private static SessionEffect ofAssignment(List<String> tokens) {
		// Two of these signs mark a setting, and one marks a variable.
		int first = (at(tokens, 0).equals("@") && at(tokens, 1).startsWith("@")) ? 1 : 0;
		while (SCOPES.contains(at(tokens, first)) && !at(tokens, first + 1).equals("authorization")) {
			first++;
		}
		String name = (first == 1 && at(tokens, 0).equals("@")) ? at(tokens, 1).substring(1) : at(tokens, first);
		if (name.equals("transaction") || name.equals("characteristics")) {
			return tokens.contains("isolation") ? ISOLATION : NONE;
		}
		return ofSetting(name);
	}

	private static SessionEffect ofSetting(String name) {
		if (ISOLATIONS.contains(name)) {
			return ISOLATION;
		}
		return (HARMLESS.contains(name) || name.startsWith("enable_")) ? NONE : ANSWERS;
	}

	private static String at(List<String> tokens, int index) {
		return (index >= 0 && index < tokens.size()) ? tokens.get(index) : "";
	}

}
