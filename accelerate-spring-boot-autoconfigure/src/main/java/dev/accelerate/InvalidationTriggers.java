package dev.accelerate;

/**
 * Text of the triggers by which the writes of others reach the invalidation log: of
 * {@code psql}, batch jobs, other services, and the database's own cascades. They are for
 * {@code accelerate.invalidation.log=table} on PostgreSQL. The text is for a person to
 * read, and for a migration. Nothing here changes the database.
 */
public interface InvalidationTriggers {

	/**
	 * Returns the statements that create the triggers on all tables that the cache knows,
	 * and on their partitions, if they are missing. The owner of the tables executes them
	 * one after the other, each in a transaction of its own, and again when there are new
	 * tables or partitions. What exists already is not locked. Comments name the tables
	 * that get no trigger, and the databases that are left out: those that are not
	 * PostgreSQL, that have no log of their own, or whose log has no table yet.
	 * @param schemas the schemas whose tables get triggers, for instance those of the
	 * tenants; if there are none, the tables are those that the mappings and the search
	 * path lead to
	 * @return the statements, which are separated by blank lines
	 * @throws AccelerateException with {@link ErrorCode#P6001} if a database cannot be
	 * read, or if all are left out
	 */
	String sql(String... schemas);

	/**
	 * Returns the statements that drop the triggers from all tables, and what belongs to
	 * them. Databases that are not PostgreSQL, or have no log of their own, are left out.
	 * @return the statements
	 * @throws AccelerateException with {@link ErrorCode#P6001} if a database cannot be
	 * read, or if all are left out
	 */
	String removal();

}
