package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.h2.api.Trigger;

/**
 * What a database runs by itself.
 */
public final class StoredCode {

	private StoredCode() {
	}

	public static long countTeams(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet count = statement.executeQuery("select count(*) from teams")) {
			count.next();
			return count.getLong(1);
		}
	}

	/**
	 * Trigger that renames all teams.
	 */
	public static final class RenamingTrigger implements Trigger {

		@Override
		public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("update teams set name = 'renamed'");
			}
		}

	}

}
