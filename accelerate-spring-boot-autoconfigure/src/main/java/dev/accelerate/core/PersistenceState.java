package dev.accelerate.core;

import dev.accelerate.invalidation.Tables;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.tracking.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * State of a persistence unit on the calling thread, as far as it matters to the calls of
 * one method. It is supplied by the persistence provider's side.
 */
public interface PersistenceState {

	/**
	 * Say why a call cannot be answered from the cache in the present state of the open
	 * session, if there is one, or beside an open session of another unit.
	 * @param explicit whether the strategy is explicit
	 * @param bound whether a transaction scope is active on this thread, or a resource is
	 * bound to it; if not, no session is open
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable Bypass bypass(boolean explicit, boolean bound);

	/**
	 * Records that a load of the method was seen to depend on something that no key
	 * tells. From now on its calls go past the cache.
	 * @param why what was seen
	 */
	void hide(Evidence why);

	/**
	 * Return whether this thread holds a database connection, so that it must not wait
	 * for a thread that needs one.
	 * @return whether it may hold one
	 */
	boolean holdsConnection();

	/**
	 * Begin to watch a load. Until it ends, an open session does not read from a cache of
	 * its own.
	 * @return the watch, to be asked when the load is done
	 */
	LoadWatch watch();

	/**
	 * Return the tables of every entity and collection in a result.
	 * @param result the copy of the result
	 * @return the tables
	 */
	Tables tables(Snapshot result);

	/**
	 * Return whether a load failed because the time of its transaction was up, as the
	 * persistence provider says it.
	 * @param failure what the load threw
	 * @return whether it says so
	 */
	boolean isTransactionTimeout(Exception failure);

	/**
	 * Watch over one load on one thread.
	 */
	@FunctionalInterface
	interface LoadWatch {

		/**
		 * End the load, whether or not it failed. What was set for its sake is set back.
		 */
		default void end() {
		}

		/**
		 * Return whether the result may be kept: the load wrote nothing, and read nothing
		 * that the session already held.
		 * @param result the copy of the result
		 * @return whether it shows the database as of its stamp
		 */
		boolean isStorable(Snapshot result);

	}

}
