package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link LogDialect} of PostgreSQL.
 */
final class PostgresLogDialect extends LogDialect {

	/**
	 * The timeline changes when a standby is promoted, and when a backup is restored.
	 */
	private static final String TIMELINE = "(select system_identifier::text from pg_control_system()) || '/' || "
			+ "left(pg_walfile_name(pg_current_wal_lsn()), 8)";

	/**
	 * Identity for roles and services that do not show the timeline. It also changes when
	 * the server is restarted. Its address is no part of it, because the server may have
	 * several.
	 */
	private static final String STARTED = "extract(epoch from pg_postmaster_start_time())";

	private static final String DATABASE = "(select oid from pg_database where datname = current_database())";

	private final String server;

	PostgresLogDialect(Connection connection) throws SQLException {
		this.server = showsTimeline(connection) ? TIMELINE : STARTED;
	}

	private static boolean showsTimeline(Connection connection) throws SQLException {
		try {
			text(connection, "select case when pg_is_in_recovery() then null else " + TIMELINE + " end");
			return true;
		}
		catch (SQLException ex) {
			String state = ex.getSQLState();
			// Not permitted, not supported, or no such function.
			if ("42501".equals(state) || "0A000".equals(state) || "42883".equals(state)) {
				return false;
			}
			throw ex;
		}
	}

	@Override
	String platform() {
		return "postgresql";
	}

	/**
	 * The numbers of the database and of its table stay for as long as these exist, and
	 * are others in a copy that is not one of the whole server.
	 */
	@Override
	String identity(String table) {
		return "case when pg_is_in_recovery() then null else " + this.server + " || '/' || " + DATABASE + " || '/' || "
				+ "cast(cast('" + table.replace("'", "''") + "' as regclass) as oid) end";
	}

	@Override
	LogDialect common(LogDialect other) {
		return this.server.equals(STARTED) ? this : other;
	}

	@Override
	String micros(String time) {
		return "cast(extract(epoch from " + time + ") * 1000000 as bigint)";
	}

	@Override
	String now() {
		return "clock_timestamp()";
	}

	@Override
	String ago(long seconds) {
		return "clock_timestamp() - interval '" + seconds + " seconds'";
	}

	/**
	 * A failed insert would end the transaction that writes. What is recorded is also a
	 * setting of the transaction, so that the triggers of the tables need not record it.
	 */
	@Override
	String insert(String table) {
		return "insert into " + table + " (node, record) values (?, ?) on conflict do nothing returning id, "
				+ "set_config('accelerate_' || tableoid || '.recorded', txid_current() || ' ' || record || ' ', true)";
	}

	@Override
	String insertWithId(String table) {
		return super.insertWithId(table) + " on conflict do nothing";
	}

	@Override
	boolean isMissingTable(SQLException failure) {
		return "42P01".equals(failure.getSQLState()) || "3F000".equals(failure.getSQLState());
	}

	@Override
	void skip(Connection connection, String table, long id) throws SQLException {
		String literal = "'" + table.replace("'", "''") + "'";
		String ids = text(connection, "select pg_get_serial_sequence(" + literal + ", 'id')");
		text(connection,
				"select setval('" + String.valueOf(ids).replace("'", "''") + "', greatest(" + (id + 1)
						+ ", (select max(id) + 1 from " + table
						+ "), last_value + case when is_called then 1 else 0 end), false) from " + ids);
	}

	@Override
	@Nullable String lockTimeout() {
		return null;
	}

	/**
	 * A hole is closed once it is on the disk of this server, even if a synchronous
	 * standby is away. A crash of this server must not bring its id back.
	 */
	@Override
	List<String> limitLocks() {
		return List.of("set local lock_timeout = '20ms'", "set local synchronous_commit = local");
	}

	@Override
	String limitLocks(String timeout) {
		throw new UnsupportedOperationException("The limit ends with the transaction");
	}

}
