package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

import dev.accelerate.invalidation.table.LogPage.Fence;
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
		insert(connection, LogPage.FENCE, node, Fence.NONE.toString());
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
	 * Begins a new life for every node. Another node may have done so already. What was
	 * complete in the life that ends is not known to be so any more.
	 * @param life the life that ends
	 * @param again whether ids that were removed have come again
	 */
	void renew(Connection connection, String life, boolean again) throws SQLException {
		connection.setAutoCommit(false);
		try {
			// A node that removes rows locks the fence as well.
			String before = LogDialect.text(connection, select(LogPage.FENCE) + " for update");
			if (update(connection, LogPage.LIFE, UUID.randomUUID().toString(), life)) {
				fence(connection, new Fence((again || before == null) ? 0 : Fence.parse(before).removed(), 0));
			}
			connection.commit();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/**
	 * Returns the fence, and keeps other nodes from moving it until the transaction ends.
	 * @param life the life of the log to which the fence must belong
	 * @return the fence, or {@code null} if the log has another life now
	 */
	@Nullable Fence lock(Connection connection, String life) throws SQLException {
		String fence = LogDialect.text(connection, select(LogPage.FENCE) + " for update");
		// Whoever begins a new life has locked the fence, too.
		return (fence != null && life.equals(life(connection))) ? Fence.parse(fence) : null;
	}

	/**
	 * Returns the text that stands for the life of the log, or {@code null} if there is
	 * none.
	 */
	@Nullable String life(Connection connection) throws SQLException {
		return LogDialect.text(connection, select(LogPage.LIFE));
	}

	private String select(long id) {
		return "select record from " + this.table.name() + " where id = " + id;
	}

	/**
	 * Moves the fence, in a transaction.
	 */
	void fence(Connection connection, Fence fence) throws SQLException {
		update(connection, LogPage.FENCE, fence.toString(), null);
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
