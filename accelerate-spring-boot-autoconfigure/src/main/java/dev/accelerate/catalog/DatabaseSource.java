package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Source of connections to a database whose catalog is read. Two that lead to the same
 * database in the same way are equal.
 */
public interface DatabaseSource {

	/**
	 * Returns the name of the database for a message that it cannot be read.
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
