package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Rows of the table, which have a record each, as one node inserts them.
 */
final class RecordRows {

	/**
	 * How many ids may be taken. One is if it was filled while its owner waited.
	 */
	private static final int TRIES = 100;

	private final LogTable table;

	private final String node;

	private final String insert;

	RecordRows(LogTable table, String node) {
		this.table = table;
		this.node = node;
		this.insert = table.dialect().insert(table.name());
	}

	/**
	 * Returns whether a statement is the insert of a record.
	 */
	boolean sends(String sql) {
		return sql.equals(this.insert);
	}

	/**
	 * Inserts a record.
	 * @return the id of its row
	 */
	long insert(InvalidationRecord record, Connection connection) throws SQLException {
		LogDialect dialect = this.table.dialect();
		String text = RecordText.encode(record);
		try (PreparedStatement statement = dialect.prepareInsert(connection, this.insert)) {
			for (int i = 0; i < TRIES; i++) {
				statement.setString(1, this.node);
				statement.setString(2, text);
				long id = dialect.insert(statement);
				if (id > 0) {
					return id;
				}
			}
		}
		String name = this.table.name();
		throw new SQLException("The generated ids are taken: execute "
				+ dialect.restart(name, LogDialect.greatest(connection, name) + 1) + " as the owner of the table");
	}

	/**
	 * Returns whether a table has a row of a node.
	 */
	static boolean isWritten(Connection connection, String table, long id, String node) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select 1 from " + table + " where id = ? and node = ?")) {
			select.setLong(1, id);
			select.setString(2, node);
			try (ResultSet row = select.executeQuery()) {
				return row.next();
			}
		}
	}

}
