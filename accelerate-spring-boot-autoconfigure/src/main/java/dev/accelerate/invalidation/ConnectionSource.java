package dev.accelerate.invalidation;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Supplier of the connection of a transaction.
 */
@FunctionalInterface
public interface ConnectionSource {

	/**
	 * Returns the connection.
	 * @return the connection on which the transaction is, or is about to be
	 * @throws SQLException if there is none
	 */
	Connection get() throws SQLException;

}
