package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link LogDialect} of MySQL and MariaDB.
 */
final class MySqlLogDialect extends LogDialect {

	private static final int DUPLICATE_KEY = 1062;

	private final String platform;

	/**
	 * Creates the dialect.
	 * @param platform which of the two it is
	 */
	MySqlLogDialect(String platform) {
		this.platform = platform;
	}

	@Override
	String platform() {
		return this.platform;
	}

	@Override
	String quote() {
		return "`";
	}

	@Override
	@Nullable String schema(Connection connection) throws SQLException {
		return connection.getCatalog();
	}

	/**
	 * Servers that write at the same time leave each other's ids out, and show a commit
	 * one after the other.
	 */
	@Override
	@Nullable String refusal(Connection connection) throws SQLException {
		return "1".equals(text(connection, "select @@auto_increment_increment")) ? null
				: "auto_increment_increment is not 1, which is set for several servers that accept writes at the same "
						+ "time";
	}

	@Override
	String identity(String table) {
		return "if(@@global.read_only, null, concat(@@hostname, ':', @@port, '/', @@server_id, '/', " + literalOf(table)
				+ "))";
	}

	@Override
	String micros(String time) {
		return "cast(unix_timestamp(" + time + ") * 1000000 as signed)";
	}

	@Override
	String now() {
		return "current_timestamp(6)";
	}

	@Override
	String ago(long seconds) {
		return "current_timestamp(6) - interval " + seconds + " second";
	}

	@Override
	String insert(String table) {
		return "insert into " + table + " (node, record) values (?, ?)";
	}

	@Override
	PreparedStatement prepareInsert(Connection connection, String insert) throws SQLException {
		return connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS);
	}

	/**
	 * A duplicate key undoes the statement, not the transaction.
	 */
	@Override
	long insert(PreparedStatement insert) throws SQLException {
		try {
			insert.executeUpdate();
		}
		catch (SQLException ex) {
			if (isDuplicate(ex)) {
				return 0;
			}
			throw ex;
		}
		try (ResultSet ids = insert.getGeneratedKeys()) {
			if (!ids.next()) {
				throw new SQLException("The driver returns no generated id");
			}
			return ids.getLong(1);
		}
	}

	@Override
	boolean isDuplicate(SQLException failure) {
		return failure.getErrorCode() == DUPLICATE_KEY;
	}

	@Override
	String restart(String table, long id) {
		return "alter table " + table + " auto_increment = " + id;
	}

	/**
	 * The next id is always behind the greatest one that is there.
	 */
	@Override
	void skip(Connection connection, String table, long id) {
	}

	@Override
	@Nullable String lockTimeout() {
		return "select @@session.innodb_lock_wait_timeout";
	}

	/**
	 * Zero is no wait on MariaDB, and a second on MySQL.
	 */
	@Override
	List<String> limitLocks() {
		return List.of(limitLocks("0"));
	}

	@Override
	String limitLocks(String timeout) {
		return "set session innodb_lock_wait_timeout = " + timeout;
	}

}
