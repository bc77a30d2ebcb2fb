package dev.accelerate.invalidation.table;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * SQL in which databases differ.
 */
abstract class LogDialect {

	/**
	 * Returns the name by which Spring Boot knows the database.
	 */
	abstract String platform();

	/**
	 * Returns the character around identifiers.
	 */
	String quote() {
		return "\"";
	}

	/**
	 * Returns the schema in which a connection looks for tables.
	 */
	@Nullable String schema(Connection connection) throws SQLException {
		return connection.getSchema();
	}

	/**
	 * Refuses a server whose settings contradict the log.
	 * @return why it is refused, or {@code null} if it is not
	 */
	@Nullable String refusal(Connection connection) throws SQLException {
		return null;
	}

	/**
	 * Returns an expression for the identity of the server and of a table in it, which
	 * changes when another server takes over. It does not depend on how the connection
	 * was made. It is {@code null} on a server that does not accept writes.
	 * @param table the table, as statements have it
	 */
	abstract String identity(String table);

	/**
	 * Returns the dialect whose identity two connections to databases of one kind can
	 * both ask for.
	 * @param other the dialect of the other connection
	 */
	LogDialect common(LogDialect other) {
		return this;
	}

	/**
	 * Returns a literal that stands for the name of a table.
	 */
	static String literalOf(String table) {
		return "'" + UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8)) + "'";
	}

	/**
	 * Returns an expression for the microseconds of a point in time.
	 */
	abstract String micros(String time);

	/**
	 * Returns an expression for the present.
	 */
	abstract String now();

	/**
	 * Returns an expression for the present minus some seconds.
	 */
	abstract String ago(long seconds);

	/**
	 * Returns the statement that inserts a node and a record.
	 */
	abstract String insert(String table);

	PreparedStatement prepareInsert(Connection connection, String insert) throws SQLException {
		return connection.prepareStatement(insert);
	}

	/**
	 * Inserts a row.
	 * @return the id of the row, or zero if another row had its id already
	 */
	long insert(PreparedStatement insert) throws SQLException {
		try (ResultSet ids = insert.executeQuery()) {
			return ids.next() ? ids.getLong(1) : 0;
		}
		catch (SQLException ex) {
			if (isDuplicate(ex)) {
				return 0;
			}
			throw ex;
		}
	}

	/**
	 * Returns the statement that inserts an id, a node and a record. If the id is taken,
	 * it either inserts nothing or fails.
	 */
	String insertWithId(String table) {
		return "insert into " + table + " (id, node, record) values (?, ?, ?)";
	}

	/**
	 * Returns whether a statement failed because the id is taken.
	 */
	boolean isDuplicate(SQLException failure) {
		return "23505".equals(failure.getSQLState());
	}

	/**
	 * Returns whether a statement failed because there is no such table.
	 */
	boolean isMissingTable(SQLException failure) {
		return "42S02".equals(failure.getSQLState()) || "90079".equals(failure.getSQLState());
	}

	/**
	 * Returns the statement by which the owner of the table lets the generated ids go on
	 * with one.
	 */
	String restart(String table, long id) {
		return "alter table " + table + " alter column id restart with " + id;
	}

	/**
	 * Moves the generated ids behind one that was used, because they have gone back. They
	 * stay where they are if another node has moved them further.
	 */
	abstract void skip(Connection connection, String table, long id) throws SQLException;

	/**
	 * Inserts a row that says nothing, which tells where the generated ids are.
	 * @return the id of the row, or zero if another row had its id already
	 */
	long next(Connection connection, String table) throws SQLException {
		try (PreparedStatement insert = prepareInsert(connection, insert(table))) {
			insert.setString(1, platform());
			insert.setString(2, RecordText.NOTHING);
			return insert(insert);
		}
	}

	/**
	 * Returns the greatest id, or zero if there are no rows.
	 */
	static long greatest(Connection connection, String table) throws SQLException {
		return Long.parseLong(String.valueOf(text(connection, "select coalesce(max(id), 0) from " + table)));
	}

	/**
	 * Returns the first column of the first row of a query, or {@code null} if it has
	 * none.
	 */
	static @Nullable String text(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			return row.next() ? row.getString(1) : null;
		}
	}

	/**
	 * Returns a query for the present limit of waits for locks, or {@code null} if it
	 * ends with the transaction.
	 */
	abstract @Nullable String lockTimeout();

	/**
	 * Returns the statements that limit waits for locks to a moment, in a transaction
	 * that has begun.
	 */
	abstract List<String> limitLocks();

	/**
	 * Returns the statement that sets the limit of waits for locks.
	 */
	abstract String limitLocks(String timeout);

	/**
	 * Limits how long a poll may take.
	 */
	void limit(Statement poll, int seconds) throws SQLException {
		poll.setQueryTimeout(seconds);
	}

}
