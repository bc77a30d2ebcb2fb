package dev.accelerate.core;

/**
 * How a read is answered in a read-write transaction.
 */
public enum ReadWriteMode {

	/**
	 * By the cache, until the transaction has written or locked something, or holds
	 * changes that are not flushed. This holds for transactions that see each commit of
	 * others at once (READ COMMITTED).
	 */
	UNTIL_FIRST_WRITE,

	/**
	 * By the database.
	 */
	BYPASS

}
