package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link LogDialect} of H2.
 */
final class H2LogDialect extends LogDialect {

	@Override
	String platform() {
		return "h2";
	}

	/**
	 * No server takes over from another one. A database in memory has no path.
	 */
	@Override
	String identity(String table) {
		return "concat(coalesce(database_path(), current_catalog), '/', " + literalOf(table) + ")";
	}

	@Override
	String micros(String time) {
		return "cast(extract(epoch from " + time + ") * 1000000 as bigint)";
	}

	@Override
	String now() {
		return "current_timestamp(6)";
	}

	@Override
	String ago(long seconds) {
		return "current_timestamp - interval '" + seconds + "' second(18)";
	}

	/**
	 * Returns the id in every mode of compatibility, and only the id.
	 */
	@Override
	String insert(String table) {
		return "select id from final table (insert into " + table + " (node, record) values (?, ?))";
	}

	@Override
	void skip(Connection connection, String table, long id) throws SQLException {
		long least = Math.max(id, greatest(connection, table));
		if (next(connection, table) <= least) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(restart(table, least + 1));
			}
		}
	}

	@Override
	@Nullable String lockTimeout() {
		return "select lock_timeout()";
	}

	@Override
	List<String> limitLocks() {
		return List.of(limitLocks("20"));
	}

	@Override
	String limitLocks(String timeout) {
		return "set lock_timeout " + timeout;
	}

	/**
	 * A limit would outlast the statement. Nor does a read wait for a lock for long.
	 */
	@Override
	void limit(Statement poll, int seconds) throws SQLException {
	}

}
