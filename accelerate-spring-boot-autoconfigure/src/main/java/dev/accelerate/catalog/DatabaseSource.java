package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Source of connections to a database whose catalog is read. Those to the same database
 * by the same way are equal.
 */
public interface DatabaseSource {

	/**
	 * Returns what the database is called where it cannot be read.
	 * @return the name, which follows "the catalog of"
	 */
	default String name() {
		return "a database";
	}

	/**
	 * Opens a connection.
	 * @return the connection
	 * @throws SQLException if there is none
	 */
	Connection open() throws SQLException;

	/**
	 * Takes a connection back.
	 * @param connection the connection
	 * @throws SQLException if it cannot be closed
	 */
	void close(Connection connection) throws SQLException;

}
