package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.tracking.Evidence;
import dev.accelerate.tracking.LoadScope;
import org.jspecify.annotations.Nullable;

/**
 * State of a persistence unit on the calling thread, as far as it matters to the calls of
 * one method. The code that knows the persistence provider implements it.
 */
public interface PersistenceState {

	/**
	 * Returns the tenant of a call that is made now on this thread. It becomes a part of
	 * the key.
	 * @return the tenant, or {@code null} if the unit has no tenants that a key can tell
	 */
	default @Nullable TenantKey tenant() {
		return null;
	}

	/**
	 * Explains why a call must bypass the cache: because of the state of the unit's open
	 * session, or because a session of another unit is open.
	 * @param readWrite whether the call begins a read-write transaction if none is in
	 * progress
	 * @param bound whether a transaction scope is active on this thread, or a resource is
	 * bound to it; if not, no session is open
	 * @param tenant the tenant of the call, as {@link #tenant()} returned it
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable Bypass bypass(boolean readWrite, boolean bound, @Nullable TenantKey tenant);

	/**
	 * Records that a load of the method was seen to depend on something that is in no
	 * key. From now on calls of the method bypass the cache.
	 * @param why what was seen
	 */
	void markUnkeyed(Evidence why);

	/**
	 * Returns whether a session is open on this thread that manages the entities of a
	 * result.
	 * @return {@code false} if results are detached
	 */
	boolean managesResults();

	/**
	 * Returns whether entities of a result of the method can be given to an open session.
	 * @return {@code false} if the method is code of the application, which may have made
	 * or changed them, or if its query asks for entities in another state
	 */
	boolean isRestorable();

	/**
	 * Records that the open session was given entities from the cache.
	 * @param restored what they depend on
	 * @param loadedAt when they were loaded, in monotonic nanoseconds
	 * @param lastModified when they were loaded, by the wall clock
	 */
	void restored(Dependencies restored, long loadedAt, Instant lastModified);

	/**
	 * Returns whether this thread holds a database connection. Such a thread must not
	 * wait for one that may need a connection.
	 * @return whether it may hold one
	 */
	boolean holdsConnection();

	/**
	 * Begins to watch a load. Until the load ends, an open session does not read from a
	 * cache of its own.
	 * @return the watch, to be asked when the load is done
	 */
	LoadWatch watch();

	/**
	 * Returns the tables of every entity and collection in a result.
	 * @param result the copy of the result
	 * @return the tables
	 */
	Tables tables(Snapshot result);

	/**
	 * Returns whether the persistence provider reports that a load failed because its
	 * transaction timed out.
	 * @param failure what the load threw
	 * @return whether the transaction timed out
	 */
	boolean isTransactionTimeout(Exception failure);

	/**
	 * Watches one load on one thread.
	 */
	@FunctionalInterface
	interface LoadWatch {

		/**
		 * Ends the load, whether or not it failed. What was set for it is restored.
		 */
		default void end() {
		}

		/**
		 * Returns whether the result may be stored, that is, whether the load wrote
		 * nothing, and whether nothing in the result was changed in the session.
		 * @param result the copy of the result
		 * @param load the load, to which the origin of what the session already held is
		 * added, if that is a part of the result
		 * @return whether it shows the database as of its stamp
		 */
		boolean isStorable(Snapshot result, LoadScope load);

	}

}
