package dev.accelerate.jpa.snapshot;

import java.util.Arrays;
import java.util.Collection;

import dev.accelerate.snapshot.ImmutableTypes;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.snapshot.ValueCopies;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * Values of the mapped attributes of one entity at one moment, to be compared with those
 * of a later moment. Other entities count by their identity. The items of collections
 * belong to the state as far as they are loaded. Loading more in between is not a change.
 */
final class MappedState {

	private final @Nullable Object[] values;

	private MappedState(MappingRegistry registry, EntityMapping mapping, Object entity) {
		this.values = all(registry, mapping.persister().getValues(entity), mapping.values());
	}

	static MappedState of(MappingRegistry registry, EntityMapping mapping, Object entity) {
		return new MappedState(registry, mapping, entity);
	}

	/**
	 * Returns whether the entity has the same mapped values at both moments.
	 */
	boolean isSame(MappedState later) {
		return isSame(this.values, later.values);
	}

	/**
	 * Takes over the associations that were not set before. Hibernate sets some
	 * associations last, after it has loaded the entities for several of them at once.
	 */
	void complete(MappedState later) {
		complete(this.values, later.values);
	}

	private static void complete(@Nullable Object[] earlier, @Nullable Object[] later) {
		for (int i = 0; i < earlier.length; i++) {
			if (earlier[i] == Absent.ABSENT) {
				earlier[i] = later[i];
			}
			else if (earlier[i] instanceof Object[] earlierParts && later[i] instanceof Object[] laterParts) {
				complete(earlierParts, laterParts);
			}
		}
	}

	/**
	 * Returns whether an association is not set.
	 */
	boolean isIncomplete() {
		return isIncomplete(this.values);
	}

	private static boolean isIncomplete(@Nullable Object[] states) {
		return Arrays.stream(states)
			.anyMatch((state) -> state == Absent.ABSENT || (state instanceof Object[] parts && isIncomplete(parts)));
	}

	/**
	 * Adds the collections whose items are still to be taken.
	 */
	void addWaiting(Collection<CollectionState> waiting) {
		addWaiting(this.values, waiting);
	}

	private static void addWaiting(@Nullable Object[] states, Collection<CollectionState> waiting) {
		for (Object state : states) {
			if (state instanceof CollectionState collection && collection.isWaiting()) {
				waiting.add(collection);
			}
			else if (state instanceof Object[] parts) {
				addWaiting(parts, waiting);
			}
		}
	}

	private static @Nullable Object[] all(MappingRegistry registry, @Nullable Object[] all, ValueMapping[] mappings) {
		@Nullable Object[] states = new Object[all.length];
		for (int i = 0; i < all.length; i++) {
			states[i] = state(registry, all[i], mappings[i]);
		}
		return states;
	}

	/**
	 * Returns the state of a value. Later changes of the value do not change it.
	 */
	static @Nullable Object state(MappingRegistry registry, @Nullable Object value, ValueMapping mapping) {
		if (value == null && mapping.type().isEntityType()) {
			return Absent.ABSENT;
		}
		if (value == null || mapping.isShareable() || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return value;
		}
		if (value instanceof PersistentCollection<?> collection) {
			return new CollectionState(registry, collection);
		}
		if (mapping.type() instanceof ComponentType component) {
			return all(registry, component.getPropertyValues(value), mapping.parts());
		}
		return mapping.isBasic() ? copy(value, mapping) : new Reference(value);
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

	static boolean isSame(@Nullable Object earlier, @Nullable Object later) {
		if (earlier == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return true;
		}
		if (earlier == null || later == null || earlier == Absent.ABSENT || later == Absent.ABSENT) {
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

	static boolean isSame(@Nullable Object[] earlier, @Nullable Object[] later) {
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
	 * Object that counts by its identity.
	 */
	private record Reference(Object target) {

		boolean isSame(Reference later) {
			return this.target == later.target;
		}

	}

	/**
	 * Association that is not set, or not yet.
	 */
	private enum Absent {

		ABSENT

	}

}
