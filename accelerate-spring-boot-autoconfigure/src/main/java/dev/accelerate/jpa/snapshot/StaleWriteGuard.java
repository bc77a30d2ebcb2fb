package dev.accelerate.jpa.snapshot;

import dev.accelerate.snapshot.Node;
import org.hibernate.StaleObjectStateException;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Guard that lets no stale state be written. What came from the cache is compared with
 * its row before the first UPDATE or DELETE of it in a session, and a collection with its
 * rows. Where there is a version, Hibernate compares that in the statement itself.
 */
public final class StaleWriteGuard implements PreUpdateEventListener, PreDeleteEventListener,
		PreCollectionUpdateEventListener, PreCollectionRemoveEventListener, PreCollectionRecreateEventListener {

	private final transient MappingRegistry registry;

	private StaleWriteGuard(SessionFactoryImplementor sessionFactory) {
		this.registry = new MappingRegistry(sessionFactory);
	}

	/**
	 * Installs a guard in a persistence unit.
	 */
	public static void install(SessionFactoryImplementor sessionFactory) {
		StaleWriteGuard guard = new StaleWriteGuard(sessionFactory);
		EventListenerRegistry listeners = sessionFactory.getEventEngine().getListenerRegistry();
		listeners.prependListeners(EventType.PRE_UPDATE, guard);
		listeners.prependListeners(EventType.PRE_DELETE, guard);
		listeners.prependListeners(EventType.PRE_COLLECTION_UPDATE, guard);
		listeners.prependListeners(EventType.PRE_COLLECTION_REMOVE, guard);
		listeners.prependListeners(EventType.PRE_COLLECTION_RECREATE, guard);
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		checkEntity(event.getEntity(), event.getPersister(), event.getSession());
		return false;
	}

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		checkEntity(event.getEntity(), event.getPersister(), event.getSession());
		return false;
	}

	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		checkCollection(event);
	}

	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		checkCollection(event);
	}

	@Override
	public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
		checkCollection(event);
	}

	private void checkEntity(@Nullable Object entity, EntityPersister persister,
			SharedSessionContractImplementor session) {
		RestoredState restored = restored(entity, session);
		Node.EntityNode node = (restored != null) ? restored.takeUnchecked() : null;
		if (entity == null || node == null || !(session instanceof SessionImplementor stateful)
				|| isVersionCompared(persister)) {
			return;
		}
		if (!RowQuery.isCurrent(this.registry, stateful, entity, node)) {
			throw stale(entity, persister, session, "its row");
		}
	}

	private static boolean isVersionCompared(EntityPersister persister) {
		return persister.isVersioned() && persister.optimisticLockStyle() == OptimisticLockStyle.VERSION;
	}

	private void checkCollection(AbstractCollectionEvent event) {
		Object owner = event.getAffectedOwnerOrNull();
		SessionImplementor session = session(event);
		if (session == null) {
			return;
		}
		RestoredState restored = restored(owner, session);
		CollectionPersister persister = persister(event, session);
		if (owner == null || restored == null || persister == null || persister.isInverse()) {
			return;
		}
		Node.CollectionNode node = restored.takeUnchecked(persister.getRole());
		if (node == null || node.items() == null
				|| (persister.isVersioned() && isVersionCompared(persister.getOwnerEntityPersister()))) {
			return;
		}
		EntityPersister ownerPersister = session.getPersistenceContextInternal().getEntry(owner).getPersister();
		if (!RowQuery.isCurrent(this.registry, session, owner, ownerPersister, node)) {
			throw stale(owner, ownerPersister, session, "its collection " + persister.getRole());
		}
	}

	/**
	 * Returns the mapping of a collection, which older versions of Hibernate do not tell
	 * in the event.
	 */
	private static @Nullable CollectionPersister persister(AbstractCollectionEvent event, SessionImplementor session) {
		CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(event.getCollection());
		if (entry == null) {
			return null;
		}
		return (entry.getLoadedPersister() != null) ? entry.getLoadedPersister() : entry.getCurrentPersister();
	}

	/**
	 * Returns the session that writes a collection, or {@code null} if it manages no
	 * entities. Then the event has none either, and fails if it is asked.
	 */
	private static @Nullable SessionImplementor session(AbstractCollectionEvent event) {
		return (event.getCollection() instanceof AbstractPersistentCollection<?> collection
				&& collection.getSession() instanceof SessionImplementor session) ? session : null;
	}

	private static @Nullable RestoredState restored(@Nullable Object entity, SharedSessionContractImplementor session) {
		EntityEntry entry = (entity != null) ? session.getPersistenceContextInternal().getEntry(entity) : null;
		return (entry != null) ? entry.getExtraState(RestoredState.class) : null;
	}

	private static StaleObjectStateException stale(Object entity, EntityPersister persister,
			SharedSessionContractImplementor session, String what) {
		return new StaleObjectStateException(persister.getEntityName(),
				session.getPersistenceContextInternal().getEntry(entity).getId(),
				"The entity came from the query cache, and " + what
						+ " has changed since. Repeat the transaction, and read the entity in it by a lock or with CacheOptions.none()");
	}

}
