package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.accelerate.snapshot.ImmutableTypes;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.snapshot.ValueCopies;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * Mapped attributes of one entity at one moment, to be compared with those of another
 * moment. Those of the entities that it refers to belong to it, as far as they are
 * loaded; entities beyond count by their identity. What is loaded in between is no
 * change.
 */
final class MappedState {

	private final HibernateEntitySnapshots snapshots;

	/**
	 * Whether what the entity refers to is looked into. The entities of a result may all
	 * refer to one that refers to them.
	 */
	private final boolean whole;

	private final @Nullable Object[] values;

	private MappedState(HibernateEntitySnapshots snapshots, EntityMapping mapping, Object entity, boolean whole) {
		this.snapshots = snapshots;
		this.whole = whole;
		this.values = all(mapping.persister().getValues(entity), mapping.values());
	}

	static MappedState of(HibernateEntitySnapshots snapshots, EntityMapping mapping, Object entity) {
		return new MappedState(snapshots, mapping, entity, true);
	}

	/**
	 * Returns the state of an entity without those that it refers to.
	 */
	static MappedState ofAlone(HibernateEntitySnapshots snapshots, EntityMapping mapping, Object entity) {
		return new MappedState(snapshots, mapping, entity, false);
	}

	/**
	 * Returns whether the entity has the same mapped values at both moments.
	 */
	boolean isSame(MappedState later) {
		return isSame(this.values, later.values);
	}

	private @Nullable Object[] all(@Nullable Object[] all, ValueMapping[] mappings) {
		@Nullable Object[] states = new Object[all.length];
		for (int i = 0; i < all.length; i++) {
			states[i] = state(all[i], mappings[i]);
		}
		return states;
	}

	private @Nullable Object state(@Nullable Object value, ValueMapping mapping) {
		if (value == null || mapping.isShareable() || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return value;
		}
		if (value instanceof PersistentCollection<?> collection) {
			return new CollectionState(this.snapshots, collection, collection.isDirty(), items(collection));
		}
		if (mapping.type() instanceof ComponentType component) {
			return all(component.getPropertyValues(value), mapping.parts());
		}
		return mapping.isBasic() ? copy(value, mapping) : reference(value);
	}

	private Reference reference(Object value) {
		if (!this.whole || !Hibernate.isInitialized(value)) {
			return new Reference(value);
		}
		Object entity = Hibernate.unproxy(value);
		EntityMapping mapping = this.snapshots.mappingOf(entity.getClass());
		return new Reference(value, (mapping != null) ? ofAlone(this.snapshots, mapping, entity) : null);
	}

	private static Object copy(Object value, ValueMapping mapping) {
		try {
			Object copy = mapping.detach(value);
			return (copy != value || ImmutableTypes.isShareable(value)) ? copy : new Reference(value);
		}
		catch (UnsupportedResultException ex) {
			return new Reference(value);
		}
	}

	private @Nullable Object @Nullable [] items(PersistentCollection<?> collection) {
		String role = collection.getRole();
		if (!this.whole || !collection.wasInitialized() || role == null) {
			return null;
		}
		CollectionMapping mapping = this.snapshots.collectionOf(role);
		List<@Nullable Object> items = new ArrayList<>();
		for (Iterator<?> entries = collection.entries(mapping.persister()); entries.hasNext();) {
			Object item = entries.next();
			if (collection instanceof Map && item instanceof Map.Entry<?, ?> entry) {
				items.add(state(entry.getKey(), mapping.requiredIndex()));
				items.add(state(entry.getValue(), mapping.element()));
			}
			else {
				items.add(state(item, mapping.element()));
			}
		}
		return items.toArray();
	}

	private static boolean isSame(@Nullable Object earlier, @Nullable Object later) {
		if (earlier == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return true;
		}
		if (earlier == null || later == null) {
			return earlier == later;
		}
		if (earlier instanceof Reference reference) {
			return later instanceof Reference other && reference.isSame(other);
		}
		if (earlier instanceof CollectionState collection) {
			return later instanceof CollectionState other && collection.isSame(other);
		}
		if (earlier instanceof Object[] earlierParts && later instanceof Object[] laterParts) {
			return isSame(earlierParts, laterParts);
		}
		return ValueCopies.isTrueCopy(earlier, later);
	}

	private static boolean isSame(@Nullable Object[] earlier, @Nullable Object[] later) {
		if (earlier.length != later.length) {
			return false;
		}
		for (int i = 0; i < earlier.length; i++) {
			if (!isSame(earlier[i], later[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What counts by its identity, and by its own attributes where those are known.
	 */
	private record Reference(Object target, @Nullable MappedState state) {

		Reference(Object target) {
			this(target, null);
		}

		boolean isSame(Reference later) {
			return this.target == later.target
					&& (this.state == null || (later.state != null && this.state.isSame(later.state)));
		}

	}

	/**
	 * Collection, which may have been loaded in between: then it is compared with what it
	 * remembers of that moment. If its items are not looked into, it still tells whether
	 * it was changed.
	 */
	private record CollectionState(HibernateEntitySnapshots snapshots, PersistentCollection<?> collection,
			boolean dirty, @Nullable Object @Nullable [] items) {

		boolean isSame(CollectionState later) {
			if (this.collection != later.collection || this.dirty != later.dirty) {
				return false;
			}
			if (this.items == null) {
				return later.items == null || later.isAsLoaded();
			}
			return later.items != null && MappedState.isSame(this.items, later.items);
		}

		private boolean isAsLoaded() {
			String role = this.collection.getRole();
			return role != null && this.collection.getStoredSnapshot() != null
					&& this.collection.equalsSnapshot(this.snapshots.collectionOf(role).persister());
		}

	}

}
