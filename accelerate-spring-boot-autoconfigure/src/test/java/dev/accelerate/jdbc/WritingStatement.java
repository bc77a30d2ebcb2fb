package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Kind of statement that writes to the table members, with the method that executes it.
 */
enum WritingStatement {

	STATEMENT("executeUpdate") {

		@Override
		void write(Connection connection) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate(INSERT);
			}
		}

	},

	LARGE("executeLargeUpdate") {

		@Override
		void write(Connection connection) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.executeLargeUpdate(INSERT);
			}
		}

	},

	PREPARED("execute") {

		@Override
		void write(Connection connection) throws SQLException {
			try (PreparedStatement statement = connection.prepareStatement("update members set id = ? where id = ?")) {
				statement.setLong(1, 2);
				statement.setLong(2, 1);
				statement.execute();
			}
		}

	},

	GENERATED_KEYS("executeUpdate") {

		@Override
		void write(Connection connection) throws SQLException {
			try (PreparedStatement statement = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
				statement.executeUpdate();
				statement.getGeneratedKeys().next();
			}
		}

	},

	CALLABLE("executeUpdate") {

		@Override
		void write(Connection connection) throws SQLException {
			try (PreparedStatement statement = connection.prepareCall(INSERT)) {
				statement.executeUpdate();
			}
		}

	},

	STATEMENT_BATCH("executeBatch") {

		@Override
		void write(Connection connection) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.addBatch(INSERT);
				statement.addBatch("delete from members");
				statement.executeBatch();
			}
		}

	},

	PREPARED_BATCH("executeBatch") {

		@Override
		void write(Connection connection) throws SQLException {
			try (PreparedStatement statement = connection.prepareStatement("delete from members where id = ?")) {
				statement.setLong(1, 1);
				statement.addBatch();
				statement.setLong(1, 2);
				statement.addBatch();
				statement.executeBatch();
			}
		}

	};

	static final String INSERT = "insert into members (id) values (1)";

	private final String method;

	WritingStatement(String method) {
		this.method = method;
	}

	/**
	 * Return the name of the method by which the write reaches the driver.
	 */
	String method() {
		return this.method;
	}

	/**
	 * Write with a statement of this kind, and close it.
	 */
	abstract void write(Connection connection) throws SQLException;

}
