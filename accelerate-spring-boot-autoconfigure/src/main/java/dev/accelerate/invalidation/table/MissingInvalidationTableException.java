package dev.accelerate.invalidation.table;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup if the table of the invalidation log does not exist.
 */
public class MissingInvalidationTableException extends AccelerateException {

	private final String ddl;

	private final String database;

	/**
	 * Creates an exception.
	 * @param table the name of the table
	 * @param ddl the statement that creates it
	 * @param database what database lacks it
	 * @param cause the failure of the database
	 */
	MissingInvalidationTableException(String table, String ddl, String database, @Nullable Throwable cause) {
		super(ErrorCode.P6001, "The table " + table + " of the invalidation log does not exist (" + database
				+ "). Create it, or set accelerate.invalidation.table.initialize-schema=always.", cause);
		this.ddl = ddl;
		this.database = database;
	}

	/**
	 * Returns the statement that creates the table.
	 * @return the statement, for the database that lacks it
	 */
	public String ddl() {
		return this.ddl;
	}

	/**
	 * Returns what database lacks the table.
	 * @return product and address
	 */
	public String database() {
		return this.database;
	}

}
