package dev.accelerate.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Copier of query results: it takes them apart into neutral snapshots, and builds new
 * results from these.
 */
public interface Snapshotter {

	/**
	 * Takes a result apart.
	 * @param result the result as the query returned it
	 * @return a snapshot that shares nothing mutable with it
	 * @throws UnsupportedResultException if the result holds something that cannot be
	 * copied
	 */
	Snapshot capture(@Nullable Object result);

	/**
	 * Builds a fresh result. Its entities are detached: an association that was not
	 * loaded throws on access, as in every detached entity.
	 * @param snapshot a snapshot made by this snapshotter
	 * @return a result that shares nothing mutable with any other
	 */
	@Nullable Object restore(Snapshot snapshot);

}
