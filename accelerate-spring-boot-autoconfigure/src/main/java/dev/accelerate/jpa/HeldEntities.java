package dev.accelerate.jpa;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.jpa.snapshot.RestoredStateCheck;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Entities that a session held before a query, by their keys. They may be older than the
 * query.
 *
 * @param keys the keys
 * @param sessionFactory the factory of the session
 */
record HeldEntities(Set<EntityKey> keys, SessionFactoryImplementor sessionFactory) {

	/**
	 * Returns what a session holds now.
	 */
	static HeldEntities of(SessionImplementor session) {
		Set<EntityKey> keys = new HashSet<>();
		for (EntityKey key : session.getPersistenceContextInternal().getEntitiesByKey().keySet()) {
			// A key that is made here leaves out the changeset that the session looks at.
			keys.add(new EntityKey(key.getIdentifier(), key.getPersister()));
		}
		return new HeldEntities(keys, session.getFactory());
	}

	/**
	 * Returns whether a result may come from these entities. They are in the result if it
	 * has an entity of the same key. An opaque result may have been computed from any of
	 * them.
	 */
	boolean mayBeIn(Snapshot result, boolean opaque) {
		if (this.keys.isEmpty()) {
			return false;
		}
		return opaque || result.entities()
			.stream()
			.anyMatch((node) -> node instanceof Node.EntityNode entity && contains(entity));
	}

	/**
	 * Returns whether all that the session held is as it was read. Of entities that are
	 * read-only nothing is known.
	 */
	boolean areUnchanged(SessionImplementor session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
			EntityEntry entry = managed.getValue();
			if (entry.getStatus() != Status.MANAGED || UnmappedFields.mayBeIn(managed.getKey(), entry.getPersister())
					|| UnflushedChanges.mayBeUnwritten(managed.getKey(), entry)) {
				return false;
			}
		}
		return !UnflushedChanges.mayBeIn(session);
	}

	/**
	 * Returns the names of the entities.
	 */
	Set<String> entityNames() {
		return this.keys.stream().map((key) -> key.getPersister().getEntityName()).collect(Collectors.toSet());
	}

	/**
	 * Returns the roles of the collections that a session has loaded.
	 */
	static Set<String> loadedRoles(SessionImplementor session) {
		Map<PersistentCollection<?>, CollectionEntry> collections = session.getPersistenceContextInternal()
			.getCollectionEntries();
		return (collections == null) ? Set.of()
				: collections.entrySet()
					.stream()
					.filter((managed) -> managed.getKey().wasInitialized() && managed.getValue().getRole() != null)
					.map((managed) -> managed.getValue().getRole())
					.collect(Collectors.toSet());
	}

	/**
	 * Returns whether all that the session held of a result is as it was read.
	 */
	boolean areUnchangedIn(Snapshot result, SessionImplementor session) {
		return result.entities()
			.stream()
			.allMatch((node) -> !(node instanceof Node.EntityNode entity) || !contains(entity)
					|| isUnchanged(entity, session));
	}

	private boolean isUnchanged(Node.EntityNode node, SessionImplementor session) {
		if (node.id() instanceof Node) {
			return false;
		}
		EntityPersister persister = this.sessionFactory.getMappingMetamodel().getEntityDescriptor(node.entityName());
		PersistenceContext context = session.getPersistenceContextInternal();
		Object entity = context.getEntity(session.generateEntityKey(node.id(), persister));
		EntityEntry entry = (entity != null) ? context.getEntry(entity) : null;
		return entity != null && entry != null
				&& ((entry.getStatus() == Status.MANAGED)
						? !UnflushedChanges.mayBeOf(entity, entry, session)
								&& !UnflushedChanges.mayBeUnwritten(entity, entry)
						: RestoredStateCheck.isAsRestored(entry, node));
	}

	/**
	 * Returns whether an entity is one of them. Keys compare identifiers by their mapped
	 * type, whatever the {@code equals} of their class. An identifier that was taken
	 * apart cannot be compared. It counts as held if the session held any entity of the
	 * same hierarchy.
	 */
	private boolean contains(Node.EntityNode entity) {
		EntityPersister persister = this.sessionFactory.getMappingMetamodel().getEntityDescriptor(entity.entityName());
		return (entity.id() instanceof Node)
				? this.keys.stream()
					.anyMatch((key) -> key.getPersister().getRootEntityName().equals(persister.getRootEntityName()))
				: this.keys.contains(new EntityKey(entity.id(), persister));
	}

}
