package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Collections of the entities of one snapshot, on their way into a session.
 */
final class ManagedCollections {

	private final MappingRegistry registry;

	private final GuardedMappings guarded;

	private final SessionImplementor session;

	private final PersistenceContext context;

	private final List<Filling> created = new ArrayList<>(0);

	private final List<Filling> completed = new ArrayList<>(0);

	/**
	 * Collections that are not loaded, and that Hibernate would load together.
	 */
	private final Set<String> bySubselect = new HashSet<>(0);

	ManagedCollections(MappingRegistry registry, GuardedMappings guarded, SessionImplementor session) {
		this.registry = registry;
		this.guarded = guarded;
		this.session = session;
		this.context = session.getPersistenceContextInternal();
	}

	/**
	 * Creates a collection without items.
	 * @param ownerId the identifier of its owner, which is its key if the node has none
	 * @throws NotRestorableException if the session has the collection already, or if a
	 * stale write of it would not be noticed
	 */
	Object create(Node.CollectionNode node, @Nullable Object owner, @Nullable Object ownerId) {
		CollectionMapping mapping = this.registry.collectionOf(node.role());
		if (!isPossible(node, mapping)) {
			throw new NotRestorableException(Conflict.MAPPING);
		}
		Object key = (node.key() != null) ? mapping.keyType().deepCopy(node.key(), this.registry.sessionFactory())
				: Objects.requireNonNull(ownerId);
		if (this.context.getCollection(new CollectionKey(mapping.persister(), key)) != null) {
			throw new NotRestorableException(Conflict.LOADING);
		}
		PersistentCollection<?> collection = mapping.persister()
			.getCollectionSemantics()
			.instantiateWrapper(key, mapping.persister(), this.session);
		collection.setOwner(owner);
		this.created.add(new Filling(collection, mapping, key, node));
		return collection.getValue();
	}

	/**
	 * Returns whether the session may get a collection. Hibernate repeats the query to
	 * load all collections of its result at once, so that only one of them may be left
	 * for that.
	 */
	private boolean isPossible(Node.CollectionNode node, CollectionMapping mapping) {
		if (node.items() != null) {
			return this.guarded.contain(mapping);
		}
		return !mapping.persister().isSubselectLoadable() || this.bySubselect.add(node.role());
	}

	/**
	 * Gives the new collections their items. Those created last are inside the others,
	 * and come first: a hash code of the application may read them.
	 */
	void fill(ValueRestore values) {
		for (int i = this.created.size() - 1; i >= 0; i--) {
			fill(this.created.get(i), values);
		}
	}

	private static void fill(Filling filling, ValueRestore values) {
		if (filling.node().items() != null) {
			values.fill(filling.collection(), filling.mapping(), filling.node().items());
		}
	}

	/**
	 * Plans to load the collections of an entity that the session held before, as far as
	 * the query fetched them and they are not loaded there.
	 */
	void complete(RestoredEntity entity) {
		@Nullable Object[] present = entity.persister().getValues(entity.instance());
		@Nullable Object[] values = entity.node().values();
		for (int i = 0; i < values.length; i++) {
			if (values[i] instanceof Node.CollectionNode node && node.items() != null
					&& present[i] instanceof PersistentCollection<?> collection && !collection.wasInitialized()
					&& node.role().equals(collection.getRole())
					&& this.context.getCollectionEntry(collection) != null) {
				this.completed.add(new Filling(collection, this.registry.collectionOf(node.role()),
						Objects.requireNonNull(collection.getKey()), node));
			}
		}
	}

	/**
	 * Gives the session the collections.
	 */
	void register(ValueRestore values) {
		for (Filling filling : this.created) {
			CollectionRegistration.register(this.context, filling.mapping().persister(), filling.collection(),
					filling.key(), filling.node().items() != null, this.session.isDefaultReadOnly());
		}
		for (Filling filling : this.completed) {
			fill(filling, values);
			Objects.requireNonNull(this.context.getCollectionEntry(filling.collection()))
				.postInitialize(filling.collection(), this.session);
			RestoredState.of(this.context, filling.collection().getOwner()).restored(filling.node());
		}
	}

	/**
	 * Collection, and what it is to hold.
	 */
	private record Filling(PersistentCollection<?> collection, CollectionMapping mapping, Object key,
			Node.CollectionNode node) {
	}

}
