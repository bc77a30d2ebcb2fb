package dev.accelerate.sql;

import org.springframework.util.ConcurrentLruCache;

/**
 * Cache of analyzed statements by their text.
 */
final class SqlStatementCache {

	private static final int CAPACITY = 1024;

	/**
	 * Longest text whose analysis is cached. Longer ones are rarely repeated, and would
	 * fill the memory.
	 */
	private static final int LONGEST = 16 * 1024;

	private final ConcurrentLruCache<String, SqlStatement> parsed = new ConcurrentLruCache<>(CAPACITY,
			SqlStatement::parse);

	/**
	 * Returns what a text says, which is analyzed if need be.
	 */
	SqlStatement get(String sql) {
		return (sql.length() <= LONGEST) ? this.parsed.get(sql) : SqlStatement.parse(sql);
	}

}
