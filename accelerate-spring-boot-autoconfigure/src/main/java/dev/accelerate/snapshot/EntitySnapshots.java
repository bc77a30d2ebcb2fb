package dev.accelerate.snapshot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Knowledge of how entities are taken apart and built, supplied by the persistence
 * provider's side.
 */
public interface EntitySnapshots {

	/**
	 * Return whether instances of a type may be entities.
	 * @param type the declared type of a result or of a part of it
	 * @return whether it is an entity class or a supertype of one
	 */
	boolean isEntity(Class<?> type);

	/**
	 * Begin to take the entities of one result apart.
	 * @return the capture
	 */
	EntityCapture capture();

	/**
	 * Build the entities of a snapshot, detached.
	 * @param entities the {@link Snapshot#entities()}
	 * @return the instances, each at the index of its node
	 */
	Object[] restore(List<Node> entities);

	/**
	 * Build a collection that belongs to an entity but is itself the result.
	 * @param collection the node of the collection
	 * @param instances what {@link #restore(List)} returned
	 * @return the collection
	 */
	Object restore(Node.CollectionNode collection, Object[] instances);

	/**
	 * Capture of the entities of one result.
	 */
	interface EntityCapture {

		/**
		 * Take an entity, a reference or an entity's collection apart.
		 * @param candidate any part of a result
		 * @return its node, or {@code null} if it is none of these
		 * @throws UnsupportedResultException if it cannot be copied
		 */
		@Nullable Node capture(Object candidate);

		/**
		 * Finish: take everything apart that was reached.
		 * @return all entities and references, each at its index
		 * @throws UnsupportedResultException if one cannot be copied
		 */
		List<Node> complete();

	}

}
