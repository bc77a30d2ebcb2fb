package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Rows that stand for the life of the log. The first node makes them, and they go when
 * the table is emptied or made anew.
 */
final class LifeRows {

	private final LogTable table;

	LifeRows(LogTable table) {
		this.table = table;
	}

	/**
	 * Makes the rows that do not exist.
	 * @param node the node that makes them
	 */
	void make(Connection connection, String node) throws SQLException {
		insert(connection, LogPage.FENCE, node, "0");
		insert(connection, LogPage.LIFE, node, UUID.randomUUID().toString());
	}

	private void insert(Connection connection, long id, String node, String record) throws SQLException {
		LogDialect dialect = this.table.dialect();
		try (PreparedStatement insert = connection.prepareStatement(dialect.insertWithId(this.table.name()))) {
			insert.setLong(1, id);
			insert.setString(2, node);
			insert.setString(3, record);
			insert.executeUpdate();
		}
		catch (SQLException ex) {
			if (!dialect.isDuplicate(ex)) {
				throw ex;
			}
		}
	}

	/**
	 * Begins a new life for every node. Another node may have done so already.
	 * @param life the life that ends
	 */
	void renew(Connection connection, String life) throws SQLException {
		connection.setAutoCommit(false);
		try {
			if (update(connection, LogPage.LIFE, UUID.randomUUID().toString(), life)) {
				update(connection, LogPage.FENCE, "0", null);
			}
			connection.commit();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/**
	 * Moves the fence, in a transaction.
	 */
	void fence(Connection connection, long fence) throws SQLException {
		update(connection, LogPage.FENCE, String.valueOf(fence), null);
	}

	private boolean update(Connection connection, long id, String record, @Nullable String before) throws SQLException {
		String sql = "update " + this.table.name() + " set record = ? where id = " + id
				+ ((before != null) ? " and record = ?" : "");
		try (PreparedStatement update = connection.prepareStatement(sql)) {
			update.setString(1, record);
			if (before != null) {
				update.setString(2, before);
			}
			return update.executeUpdate() == 1;
		}
	}

}
