package dev.accelerate.sql;

import java.util.regex.Pattern;

/**
 * Scanner of statements for the words of locks, in any dialect. A text that has them
 * without locking anything counts, too.
 */
final class SqlLockScanner {

	private static final Pattern LOCKS = Pattern
		.compile("\\bfor\\s+(?:no\\s+key\\s+|key\\s+)?(?:update|share)\\b|\\block\\s+(?:in|table)\\b"
				+ "|\\b(?:updlock|xlock|holdlock|tablockx?|get_lock|pg_\\w*advisory\\w*)\\b|\\buse\\s+and\\s+keep\\b",
				Pattern.CASE_INSENSITIVE);

	private SqlLockScanner() {
	}

	/**
	 * Returns whether a statement may lock what it reads.
	 */
	static boolean mayLock(String sql) {
		return LOCKS.matcher(sql).find();
	}

}
