package dev.accelerate.jpa.snapshot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

import dev.accelerate.snapshot.Node;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the entities of one snapshot, in the state in which a closed session leaves
 * them: what was not loaded throws on access. It works in steps, so that neither cycles
 * nor the depth of the graph matter, and so that no collection hashes an element before
 * the element has its values.
 */
final class DetachedEntityRestore extends ValueRestore {

	private final MappingRegistry registry;

	private final LazyLoading lazyLoading;

	private final SessionFactoryImplementor sessionFactory;

	private final List<Node> nodes;

	private final Object[] instances;

	private final List<Filling> fillings = new ArrayList<>();

	DetachedEntityRestore(MappingRegistry registry, LazyLoading lazyLoading, List<Node> nodes) {
		this(registry, lazyLoading, nodes, new Object[nodes.size()]);
	}

	private DetachedEntityRestore(MappingRegistry registry, LazyLoading lazyLoading, List<Node> nodes,
			Object[] instances) {
		this.registry = registry;
		this.lazyLoading = lazyLoading;
		this.sessionFactory = registry.sessionFactory();
		this.nodes = nodes;
		this.instances = instances;
	}

	/**
	 * Returns a collection whose entities have been built. If its owner is among them,
	 * the owner's collection is returned.
	 */
	static Object restore(MappingRegistry registry, LazyLoading lazyLoading, Node.CollectionNode collection,
			Object[] instances) {
		CollectionMapping mapping = registry.collectionOf(collection.role());
		for (Object instance : instances) {
			Object owned = mapping.findIn(instance, collection.key());
			if (owned != null) {
				return owned;
			}
		}
		DetachedEntityRestore entities = new DetachedEntityRestore(registry, lazyLoading, List.of(), instances);
		Object restored = entities.restoreCollection(collection, null, null);
		entities.fillCollections();
		return restored;
	}

	Object[] restore() {
		List<Node.EntityNode> waiting = instantiateAll();
		for (Node.EntityNode entity : waiting) {
			hydrate(entity, this.instances[entity.index()]);
		}
		fillCollections();
		if (this.registry.hasCallbacks()) {
			afterLoad();
		}
		return this.instances;
	}

	/**
	 * Creates all instances. Those that hold nothing but immutable values get them at
	 * once. Entities of the same kind mostly stand beside each other.
	 * @return the entities that still wait for their values
	 */
	private List<Node.EntityNode> instantiateAll() {
		List<Node.EntityNode> waiting = List.of();
		String entityName = "";
		EntityMapping mapping = null;
		EntityAssembler flat = null;
		for (int i = 0; i < this.instances.length; i++) {
			if (!(this.nodes.get(i) instanceof Node.EntityNode entity)) {
				this.instances[i] = reference((Node.ReferenceNode) this.nodes.get(i));
				continue;
			}
			if (mapping == null || !entity.entityName().equals(entityName)) {
				mapping = this.registry.mappingOf(entity.entityName());
				entityName = entity.entityName();
				flat = mapping.isFlat() ? mapping.assembler() : null;
			}
			if (flat != null) {
				Object instance = flat.instantiate();
				flat.fill(instance, entity.id(), entity.values());
				this.instances[i] = instance;
				continue;
			}
			this.instances[i] = mapping.instantiate();
			if (waiting.isEmpty()) {
				waiting = new ArrayList<>();
			}
			waiting.add(entity);
		}
		return waiting;
	}

	private Object reference(Node.ReferenceNode reference) {
		EntityMapping mapping = this.registry.mappingOf(reference.entityName());
		Object id = mapping.persister().getIdentifierType().deepCopy(reference.id(), this.sessionFactory);
		Object instance = mapping.persister().hasProxy() ? mapping.persister().createProxy(id, null)
				: enhancedReference(mapping.persister(), id);
		this.lazyLoading.prepare(instance);
		return instance;
	}

	/**
	 * Creates an instance that is its own proxy, as Hibernate does for an enhanced class.
	 */
	private static Object enhancedReference(EntityPersister persister, Object id) {
		Object instance = persister.getRepresentationStrategy().getInstantiator().instantiate();
		persister.setIdentifier(instance, id, null);
		ManagedTypeHelper.processIfSelfDirtinessTracker(instance,
				SelfDirtinessTracker::$$_hibernate_clearDirtyAttributes);
		persister.getBytecodeEnhancementMetadata()
			.injectEnhancedEntityAsProxyInterceptor(instance, new EntityKey(id, persister), null);
		return instance;
	}

	private void hydrate(Node.EntityNode node, Object instance) {
		EntityMapping mapping = this.registry.mappingOf(node.entityName());
		EntityAssembler assembler = mapping.assembler();
		if (assembler != null) {
			Object id = restoreValue(node.id(), mapping.id(), instance, null);
			assembler.fill(instance, Objects.requireNonNull(id),
					restoreAll(node.values(), mapping.values(), instance, null));
			return;
		}
		EmbeddableMappingType virtualId = mapping.virtualId();
		if (virtualId != null && node.id() instanceof Node.EmbeddableNode id) {
			virtualId.setValues(instance, restoreAll(id.values(), mapping.virtualIdValues(), instance, null));
		}
		else {
			mapping.persister().setIdentifier(instance, restoreValue(node.id(), mapping.id(), instance, null), null);
		}
		@Nullable Object[] values = restoreAll(node.values(), mapping.values(), instance, null);
		if (instance instanceof PersistentAttributeInterceptable
				&& mapping.persister().getBytecodeEnhancementMetadata().isEnhancedForLazyLoading()) {
			mapping.persister()
				.getBytecodeEnhancementMetadata()
				.injectInterceptor(instance, mapping.persister().getIdentifier(instance), null);
			this.lazyLoading.prepare(instance);
		}
		mapping.persister().setValues(instance, values);
		ManagedTypeHelper.processIfSelfDirtinessTracker(instance,
				SelfDirtinessTracker::$$_hibernate_clearDirtyAttributes);
	}

	@Override
	Object restoreEntity(Node node) {
		int index = (node instanceof Node.EntityNode entity) ? entity.index() : ((Node.ReferenceNode) node).index();
		return this.instances[index];
	}

	@Override
	Object restoreCollection(Node.CollectionNode node, @Nullable Object owner, @Nullable Object ownerId) {
		CollectionMapping mapping = this.registry.collectionOf(node.role());
		Object key = (node.key() != null) ? mapping.keyType().deepCopy(node.key(), this.sessionFactory) : null;
		PersistentCollection<?> collection = mapping.instantiate();
		collection.setOwner(owner);
		collection.setSnapshot(key, node.role(), null);
		this.lazyLoading.prepare(collection);
		if (node.items() != null || key == null) {
			this.fillings.add(new Filling(collection, mapping, node.items()));
		}
		return collection.getValue();
	}

	/**
	 * Gives the collections their items. Those created last are inside the others, and
	 * come first: a hash code of the application may read them.
	 */
	private void fillCollections() {
		for (int i = this.fillings.size() - 1; i >= 0; i--) {
			Filling filling = this.fillings.get(i);
			CollectionPersister persister = filling.mapping().persister();
			PersistentCollection<?> collection = filling.collection();
			Object key = (collection.getKey() != null) ? collection.getKey()
					: persister.getOwnerEntityPersister().getIdentifier(collection.getOwner());
			if (filling.items() == null) {
				collection.setSnapshot(key, persister.getRole(), null);
				continue;
			}
			ArrayList<@Nullable Object> items = fill(collection, filling.mapping(), filling.items());
			collection.setSnapshot(key, persister.getRole(), snapshot(collection, filling.mapping(), items));
		}
		this.fillings.clear();
	}

	/**
	 * Returns what Hibernate compares a collection with when it is written.
	 * @param items the items, a list in no other hands
	 */
	private static @Nullable Serializable snapshot(PersistentCollection<?> collection, CollectionMapping mapping,
			ArrayList<@Nullable Object> items) {
		CollectionPersister persister = mapping.persister();
		if (!persister.isMutable()) {
			return null;
		}
		return mapping.listOfShared() ? items : collection.getSnapshot(persister);
	}

	/**
	 * Runs the callbacks that a query would run. They find the values of the row, because
	 * no others are stored, and may change them for their caller. If the copies are part
	 * of a load in progress, what the callbacks made of them must not be stored.
	 */
	private void afterLoad() {
		CallbackWatch watch = CallbackWatch.of(this.sessionFactory);
		LoadedStateCheck states = (watch != null) ? watch.states() : null;
		if (states != null) {
			forEachEntity((mapping, instance) -> states.add(mapping, instance));
		}
		CallbackRegistry callbacks = this.sessionFactory.getEventEngine().getCallbackRegistry();
		forEachEntity((mapping, instance) -> {
			if (mapping.hasCallbacks()) {
				if (states != null) {
					states.loaded(mapping, instance, null);
				}
				callbacks.postLoad(instance);
			}
		});
	}

	private void forEachEntity(BiConsumer<EntityMapping, Object> action) {
		for (int i = 0; i < this.instances.length; i++) {
			if (this.nodes.get(i) instanceof Node.EntityNode entity) {
				action.accept(this.registry.mappingOf(entity.entityName()), this.instances[i]);
			}
		}
	}

	/**
	 * Collection that is completed when every entity has its values. It then gets its
	 * items, if it was loaded, and its key, if that is the identifier of its owner.
	 */
	private record Filling(PersistentCollection<?> collection, CollectionMapping mapping,
			@Nullable Object @Nullable [] items) {
	}

}
