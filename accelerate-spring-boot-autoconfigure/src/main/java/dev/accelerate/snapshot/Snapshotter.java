package dev.accelerate.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Maker of neutral copies of a query's results.
 */
public interface Snapshotter {

	/**
	 * Take a result apart.
	 * @param result the result as the query returned it
	 * @return a snapshot that shares nothing mutable with it
	 * @throws UnsupportedResultException if the result holds something that cannot be
	 * copied
	 */
	Snapshot capture(@Nullable Object result);

	/**
	 * Build a fresh result. Entities are detached: associations that were not loaded
	 * throw on access, as those of the query's own result do.
	 * @param snapshot a snapshot made by this snapshotter
	 * @return a result that shares nothing mutable with any other
	 */
	@Nullable Object restore(Snapshot snapshot);

}
