package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Source of connections to a database whose catalog is read.
 */
public interface DatabaseSource {

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
