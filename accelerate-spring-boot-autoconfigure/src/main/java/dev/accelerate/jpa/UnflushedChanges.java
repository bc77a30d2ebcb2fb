package dev.accelerate.jpa;

import java.util.Arrays;
import java.util.Map;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;

/**
 * Changes that a session has not sent to the database. Before a query, Hibernate would
 * send them.
 */
final class UnflushedChanges {

	private UnflushedChanges() {
	}

	/**
	 * Returns whether a session may hold changes. What it does not manage yet, it learns
	 * of by a change of what it manages.
	 */
	static boolean mayBeIn(SessionImplementor session) {
		if (session.asEventSource().getActionQueue().hasAnyQueuedActions()) {
			return true;
		}
		PersistenceContext context = session.getPersistenceContextInternal();
		for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
			if (isChanged(managed.getKey(), managed.getValue(), session)) {
				return true;
			}
		}
		Map<PersistentCollection<?>, CollectionEntry> collections = context.getCollectionEntries();
		if (collections != null) {
			for (Map.Entry<PersistentCollection<?>, CollectionEntry> managed : collections.entrySet()) {
				if (isChanged(managed.getKey(), managed.getValue())) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Returns whether a managed entity, or a collection of it, may have been changed.
	 */
	static boolean mayBeOf(Object entity, EntityEntry entry, SessionImplementor session) {
		if (isChanged(entity, entry, session)) {
			return true;
		}
		PersistenceContext context = session.getPersistenceContextInternal();
		return Arrays.stream(entry.getPersister().getValues(entity)).anyMatch((value) -> {
			CollectionEntry collection = (value instanceof PersistentCollection<?> persistent)
					? context.getCollectionEntry(persistent) : null;
			return collection != null && isChanged((PersistentCollection<?>) value, collection);
		});
	}

	/**
	 * Returns whether a managed entity may differ from its row in what is never written,
	 * such as the value of a formula. Of a value that can be changed in place nothing is
	 * known.
	 */
	static boolean mayBeUnwritten(Object entity, EntityEntry entry) {
		EntityPersister persister = entry.getPersister();
		Object[] loaded = entry.getLoadedState();
		if (loaded == null || !entry.isExistsInDatabase()) {
			return true;
		}
		Object[] values = persister.getValues(entity);
		Type[] types = persister.getPropertyTypes();
		boolean[] updatable = persister.getPropertyUpdateability();
		for (int i = 0; i < values.length; i++) {
			if (!updatable[i] && values[i] != loaded[i]) {
				return true;
			}
			if (!updatable[i] && values[i] != null && types[i].isMutable() && !types[i].isAssociationType()) {
				return true;
			}
		}
		return false;
	}

	private static boolean isChanged(Object entity, EntityEntry entry, SessionImplementor session) {
		if (entry.getStatus() == Status.READ_ONLY) {
			return false;
		}
		if (entry.getStatus() != Status.MANAGED) {
			return true;
		}
		if (!entry.requiresDirtyCheck(entity)) {
			return false;
		}
		EntityPersister persister = entry.getPersister();
		Object[] loaded = entry.getLoadedState();
		if (loaded == null) {
			return true;
		}
		Object[] values = persister.getValues(entity);
		return isAnotherReferred(values, loaded, persister.getPropertyTypes())
				|| persister.findDirty(values, loaded, entity, session) != null;
	}

	/**
	 * Returns whether another instance is referred to. Hibernate compares identifiers,
	 * and takes an entity that is not saved yet, and so has none, for no entity.
	 */
	private static boolean isAnotherReferred(Object[] values, Object[] loaded, Type[] types) {
		for (int i = 0; i < values.length; i++) {
			if (values[i] == loaded[i] || values[i] == null || loaded[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY
					|| values[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				continue;
			}
			if (types[i].isEntityType()) {
				return true;
			}
			if (types[i] instanceof ComponentType component) {
				Object[] before = (loaded[i] != null) ? component.getPropertyValues(loaded[i])
						: new Object[component.getSubtypes().length];
				if (isAnotherReferred(component.getPropertyValues(values[i]), before, component.getSubtypes())) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isChanged(PersistentCollection<?> collection, CollectionEntry entry) {
		if (collection.isDirty() || collection.hasQueuedOperations()) {
			return true;
		}
		return collection.wasInitialized() && entry.getLoadedPersister() != null && entry.getSnapshot() != null
				&& !collection.equalsSnapshot(entry.getLoadedPersister());
	}

}
