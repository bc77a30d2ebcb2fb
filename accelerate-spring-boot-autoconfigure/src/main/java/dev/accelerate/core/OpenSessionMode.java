package dev.accelerate.core;

/**
 * What a cached read returns while a session is open on the calling thread.
 */
public enum OpenSessionMode {

	/**
	 * What the query would return: entities that the session manages.
	 */
	MANAGED,

	/**
	 * Detached copies, except in read-write transactions: there the database answers.
	 */
	DETACHED,

	/**
	 * What the database answers; the cache is bypassed.
	 */
	BYPASS

}
