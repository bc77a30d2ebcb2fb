package dev.accelerate.jpa.snapshot;

import java.util.Comparator;

import dev.accelerate.snapshot.UnsupportedResultException;
import org.hibernate.collection.internal.StandardBagSemantics;
import org.hibernate.collection.internal.StandardListSemantics;
import org.hibernate.collection.spi.CollectionSemantics;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Mapping of an entity's collection, with what every instance needs computed once.
 *
 * @param persister the mapping
 * @param keyType the type of the key of its owner
 * @param index the mapping of the keys of a map, or {@code null} if it is none
 * @param element the mapping of its elements
 * @param classification what kind of collection it is
 * @param listOfShared whether Hibernate keeps it in a list, and its snapshot in another
 * list of the same elements
 */
record CollectionMapping(CollectionPersister persister, Type keyType, @Nullable ValueMapping index,
		ValueMapping element, CollectionClassification classification, boolean listOfShared) {

	/**
	 * Creates the mapping of a collection. Hibernate plans to remove the types from the
	 * persister, but no supported version offers them in another way.
	 */
	@SuppressWarnings("removal")
	static CollectionMapping of(CollectionPersister persister) {
		SessionFactoryImplementor sessionFactory = persister.getFactory();
		String role = persister.getRole();
		CollectionSemantics<?, ?> semantics = persister.getCollectionSemantics();
		ValueMapping element = ValueMapping.of(role, persister.getElementType(), sessionFactory);
		boolean list = semantics instanceof StandardBagSemantics || semantics instanceof StandardListSemantics;
		return new CollectionMapping(persister, persister.getKeyType(),
				persister.hasIndex() ? ValueMapping.of(role + ".key", persister.getIndexType(), sessionFactory) : null,
				element, semantics.getCollectionClassification(),
				list && (element.isShareable() || element.type().isEntityType()));
	}

	/**
	 * Returns whether the key of a collection is the identifier of its owner. Hibernate
	 * plans to remove the type that tells this from the persister, too.
	 */
	@SuppressWarnings("removal")
	boolean isKeyedByIdentifier() {
		return this.persister.getCollectionType().useLHSPrimaryKey();
	}

	/**
	 * Returns whether its elements have keys that are no positions.
	 */
	boolean isMap() {
		return switch (this.classification) {
			case MAP, ORDERED_MAP, SORTED_MAP -> true;
			default -> false;
		};
	}

	/**
	 * Returns whether its elements have positions.
	 */
	boolean isList() {
		return this.index != null && !isMap();
	}

	/**
	 * Returns the number that the database has for the first position of a list.
	 */
	int listIndexBase() {
		return this.persister.getAttributeMapping().getIndexMetadata().getListIndexBase();
	}

	ValueMapping requiredIndex() {
		if (this.index == null) {
			throw new IllegalStateException(this.persister.getRole() + " has neither keys nor positions");
		}
		return this.index;
	}

	/**
	 * Creates an empty collection without a session, which Hibernate's own factories
	 * need.
	 * @throws UnsupportedResultException if it is an array, has identifiers of its own or
	 * is of the application's own type
	 */
	PersistentCollection<?> instantiate() {
		return switch (this.classification) {
			case BAG -> new PersistentBag<>();
			case LIST -> new PersistentList<>();
			case SET, ORDERED_SET -> new PersistentSet<>();
			case MAP, ORDERED_MAP -> new PersistentMap<>();
			case SORTED_SET -> sortedSet();
			case SORTED_MAP -> sortedMap();
			default -> throw new UnsupportedResultException(
					"The collection " + this.persister.getRole() + " is an array, or has identifiers of its own");
		};
	}

	@SuppressWarnings("unchecked")
	private PersistentCollection<?> sortedSet() {
		PersistentSortedSet<Object> set = new PersistentSortedSet<>();
		set.setComparator((Comparator<Object>) this.persister.getSortingComparator());
		return set;
	}

	@SuppressWarnings("unchecked")
	private PersistentCollection<?> sortedMap() {
		PersistentSortedMap<Object, Object> map = new PersistentSortedMap<>();
		map.setComparator((Comparator<Object>) this.persister.getSortingComparator());
		return map;
	}

	/**
	 * Checks that a collection can be rebuilt.
	 * @throws UnsupportedResultException if it cannot
	 */
	void check(PersistentCollection<?> collection) {
		if (instantiate().getClass() != collection.getClass()) {
			throw new UnsupportedResultException("The collection " + this.persister.getRole() + " is of the type "
					+ collection.getClass().getName());
		}
	}

	/**
	 * Finds the collection of a key among the attributes of an entity.
	 * @return the collection, or {@code null} if it belongs to another entity
	 */
	@Nullable Object findIn(Object entity, @Nullable Object key) {
		EntityPersister owner = this.persister.getOwnerEntityPersister();
		if (!owner.isInstance(entity) || HibernateProxy.extractLazyInitializer(entity) != null) {
			return null;
		}
		for (Object value : owner.getValues(entity)) {
			if (value instanceof PersistentCollection<?> collection
					&& this.persister.getRole().equals(collection.getRole())
					&& this.keyType.isEqual(collection.getKey(), key)) {
				return collection;
			}
		}
		return null;
	}

}
