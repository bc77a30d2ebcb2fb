package dev.accelerate.applications.cluster.history;

/**
 * Way to write.
 */
public enum WriteKind {

	/**
	 * A managed entity is changed.
	 */
	DIRTY_CHECKING,

	/**
	 * A detached entity is merged.
	 */
	MERGE,

	/**
	 * An update in JPQL.
	 */
	JPQL,

	/**
	 * A native update through the entity manager.
	 */
	NATIVE,

	/**
	 * JDBC in a transaction of JPA.
	 */
	JDBC_IN_JPA,

	/**
	 * JDBC without a transaction.
	 */
	JDBC_ALONE,

	/**
	 * A stateless session in a transaction of its own.
	 */
	STATELESS,

	/**
	 * A stateless session without a transaction.
	 */
	STATELESS_AUTO_COMMIT,

	/**
	 * A transaction that commits inside one that is rolled back.
	 */
	COMMIT_INSIDE_ROLLBACK,

	/**
	 * A transaction in which a savepoint is rolled back.
	 */
	SAVEPOINT,

	/**
	 * A transaction that is rolled back.
	 */
	ROLLBACK,

	/**
	 * A write that the cache does not see, and then its tag in a read-only transaction.
	 */
	TAG_IN_READ_ONLY,

	/**
	 * A write that the cache does not see, and then its tag.
	 */
	TAG_ALONE,

	/**
	 * A write that the cache does not see, and then an invalidation of everything.
	 */
	INVALIDATE_ALL,

	/**
	 * A transaction that is prepared, and committed on another connection.
	 */
	TWO_PHASE

}
