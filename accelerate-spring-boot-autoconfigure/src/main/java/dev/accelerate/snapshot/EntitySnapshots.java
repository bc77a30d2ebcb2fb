package dev.accelerate.snapshot;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes entities apart and builds them. The code that knows the persistence provider
 * implements it.
 */
public interface EntitySnapshots {

	/**
	 * Returns whether instances of a type may be entities.
	 * @param type the declared type of a result or of a part of it
	 * @return whether it is an entity class or a supertype of one
	 */
	boolean isEntity(Class<?> type);

	/**
	 * Returns what snapshots of the entities may hold.
	 * @return the names and types of the mapping
	 */
	MappedTypes mappedTypes();

	/**
	 * Describes how entities are mapped, in the same words in every JVM.
	 * @param entities classes of entities, or superclasses of these; none for all
	 * @return a description of them and of all entities that can be reached from them
	 */
	String describeMapping(Collection<Class<?>> entities);

	/**
	 * Begins the capture of the entities of one result.
	 * @return the capture
	 */
	EntityCapture capture();

	/**
	 * Builds the entities of a snapshot. If a session is open on this thread that manages
	 * what a query returns, it manages them. Otherwise they are detached.
	 * @param entities the {@link Snapshot#entities()}
	 * @return the instances, each at the index of its node
	 * @throws NotRestorableException if the state of the open session does not allow it
	 */
	Object[] restore(List<Node> entities);

	/**
	 * Builds a collection that belongs to an entity but is itself the result.
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
		 * Takes an entity, a reference or an entity's collection apart.
		 * @param candidate any part of a result
		 * @return its node, or {@code null} if it is none of these
		 * @throws UnsupportedResultException if it cannot be copied
		 */
		@Nullable Node capture(Object candidate);

		/**
		 * Completes the capture by taking apart every entity that was reached.
		 * @return all entities and references, each at its index
		 * @throws UnsupportedResultException if one cannot be copied
		 */
		List<Node> complete();

	}

}
