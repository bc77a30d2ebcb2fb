package dev.accelerate.sql;

import java.util.regex.Pattern;

/**
 * Statement that begins or ends a transaction, in place of a call to the JDBC connection.
 */
public enum TransactionCommand {

	/**
	 * Any other statement.
	 */
	NONE,

	/**
	 * A transaction begins.
	 */
	BEGIN,

	/**
	 * A transaction is committed.
	 */
	COMMIT,

	/**
	 * A transaction is rolled back.
	 */
	ROLLBACK,

	/**
	 * A transaction may begin, end, or both.
	 */
	UNCERTAIN;

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

	private static final Pattern SINGLE = Pattern.compile(
			"(?:\\s|--[^\\n]*+(?:\\n|\\z)|/\\*.*?\\*/)*+(?:(?<begin>xa\\s+(?:begin|start)\\b.*|(?:begin|start)(?:\\s+(?:transaction|tran|work|"
					+ "isolation|read|deferred|immediate|exclusive|not)\\b.*)?)|(?<commit>(?:commit|end)(?:\\s.*)?)"
					+ "|(?<rollback>(?:rollback|abort)(?:\\s.*)?)|(?<other>set\\s.*\\bautocommit\\b.*|lock\\s+tables\\b.*))[\\s;]*+",
			FLAGS);

	private static final Pattern AMONG_OTHERS = Pattern
		.compile("\\b(?:begin|start|commit|end|rollback|abort|autocommit)\\b", FLAGS);

	/**
	 * Words that end a transaction prepared before, and not the one in progress. Some
	 * databases give transactions in progress a name, too.
	 */
	private static final Pattern OF_ANOTHER = Pattern
		.compile("\\b(?:prepared|(?<named>transaction\\s+(?!and\\b|to\\b|;)\\S))", FLAGS);

	private static final Pattern TO_SAVEPOINT = Pattern.compile("\\bto\\b", FLAGS);

	private static final Pattern AND_CHAIN = Pattern.compile("\\bchain\\b", FLAGS);

	/**
	 * Returns the command that a text holds.
	 */
	public static TransactionCommand of(String sql) {
		int end = sql.indexOf(';');
		if (end >= 0 && !sql.substring(end + 1).isBlank()) {
			return AMONG_OTHERS.matcher(sql).find() ? UNCERTAIN : NONE;
		}
		var matcher = SINGLE.matcher(sql);
		if (!matcher.matches()) {
			return NONE;
		}
		if (matcher.group("begin") != null) {
			return BEGIN;
		}
		if (matcher.group("other") != null || AND_CHAIN.matcher(sql).find()) {
			return UNCERTAIN;
		}
		var other = OF_ANOTHER.matcher(sql);
		boolean ofAnother = other.find();
		if (matcher.group("commit") != null) {
			return ofAnother ? ((other.group("named") != null) ? UNCERTAIN : NONE) : COMMIT;
		}
		return ofAnother || TO_SAVEPOINT.matcher(sql).find() ? NONE : ROLLBACK;
	}

}
