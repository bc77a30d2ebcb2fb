package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;

/**
 * State of a collection, as part of a {@link MappedState}. If the collection is loaded
 * later, its items are taken then.
 */
final class CollectionState {

	private final MappingRegistry registry;

	private final PersistentCollection<?> collection;

	private final @Nullable CollectionMapping mapping;

	/**
	 * Whether the collection reports that items were added or removed.
	 */
	private final boolean dirty;

	private @Nullable Object @Nullable [] items;

	CollectionState(MappingRegistry registry, PersistentCollection<?> collection) {
		this.registry = registry;
		this.collection = collection;
		String role = collection.getRole();
		this.mapping = (role != null) ? registry.collectionOf(role) : null;
		this.dirty = collection.isDirty();
		takeItems();
	}

	/**
	 * Returns whether its items are still to be taken. Items that cannot be changed need
	 * not be.
	 */
	boolean isWaiting() {
		return this.items == null && (this.mapping == null || !isFixed(this.mapping));
	}

	/**
	 * Takes the items if the collection has been loaded.
	 * @return whether the items are known
	 */
	boolean takeItems() {
		if (this.items == null && this.mapping != null && this.collection.wasInitialized()) {
			this.items = items(this.mapping);
		}
		return this.items != null;
	}

	/**
	 * Returns the states of the items. Hibernate remembers the items as well, but not in
	 * a session that is read-only by default, such as one of a read-only transaction.
	 */
	private @Nullable Object[] items(CollectionMapping known) {
		List<@Nullable Object> states = new ArrayList<>();
		for (Iterator<?> entries = this.collection.entries(known.persister()); entries.hasNext();) {
			Object item = entries.next();
			if (this.collection instanceof Map && item instanceof Map.Entry<?, ?> entry) {
				states.add(MappedState.state(this.registry, entry.getKey(), known.requiredIndex()));
				states.add(MappedState.state(this.registry, entry.getValue(), known.element()));
			}
			else {
				states.add(MappedState.state(this.registry, item, known.element()));
			}
		}
		return states.toArray();
	}

	private static boolean isFixed(CollectionMapping mapping) {
		return isFixed(mapping.element()) && (mapping.index() == null || isFixed(mapping.index()));
	}

	private static boolean isFixed(ValueMapping mapping) {
		return mapping.isShareable() || mapping.type().isEntityType();
	}

	/**
	 * Returns whether the collection has the same items at both moments.
	 */
	boolean isSame(CollectionState later) {
		if (this.collection != later.collection || this.dirty != later.dirty) {
			return false;
		}
		if (this.items == null) {
			return later.items == null || (!isWaiting() && !this.dirty);
		}
		return later.items != null && MappedState.isSame(this.items, later.items);
	}

}
