package dev.accelerate.applications.cluster.history;

/**
 * Way to read.
 */
public enum ReadKind {

	/**
	 * One row by its id.
	 */
	FIND,

	/**
	 * One row by its id, in a read-only transaction.
	 */
	READ_ONLY_TRANSACTION,

	/**
	 * Rows of two tables by a join.
	 */
	JOIN,

	/**
	 * All rows of a table.
	 */
	ALL,

	/**
	 * Rows that are answered while they are refreshed.
	 */
	STALE_WHILE_REVALIDATE,

	/**
	 * A number by native SQL.
	 */
	NATIVE,

	/**
	 * A cached method that calls other cached methods.
	 */
	NESTED,

	/**
	 * A call that asks for its information by its return type.
	 */
	ACCELERATED,

	/**
	 * A call with a strategy of its own.
	 */
	OPTIONS,

	/**
	 * A call that refreshes what is stored.
	 */
	REFRESH,

	/**
	 * A row that only its tag invalidates.
	 */
	TAGGED,

	/**
	 * A row that was written by another process, with the token of that write.
	 */
	TOKEN

}
