package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

import dev.accelerate.snapshot.Node;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
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
import org.hibernate.property.access.spi.Setter;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the entities of one snapshot as a closed session leaves them: what was not
 * loaded throws on access. It works in steps, so that neither circles nor the depth of
 * the graph matter, and no collection hashes an element before that has its values.
 */
final class DetachedEntityRestore {

	private final HibernateEntitySnapshots snapshots;

	private final LazyLoading lazyLoading;

	private final SessionFactoryImplementor sessionFactory;

	private final List<Node> nodes;

	private final Object[] instances;

	private final List<Filling> fillings = new ArrayList<>();

	DetachedEntityRestore(HibernateEntitySnapshots snapshots, LazyLoading lazyLoading, List<Node> nodes) {
		this(snapshots, lazyLoading, nodes, new Object[nodes.size()]);
	}

	private DetachedEntityRestore(HibernateEntitySnapshots snapshots, LazyLoading lazyLoading, List<Node> nodes,
			Object[] instances) {
		this.snapshots = snapshots;
		this.lazyLoading = lazyLoading;
		this.sessionFactory = snapshots.sessionFactory();
		this.nodes = nodes;
		this.instances = instances;
	}

	/**
	 * Return a collection whose entities have been built: its owner's, if it has one.
	 */
	static Object restore(HibernateEntitySnapshots snapshots, LazyLoading lazyLoading, Node.CollectionNode collection,
			Object[] instances) {
		CollectionMapping mapping = snapshots.collectionOf(collection.role());
		for (Object instance : instances) {
			Object owned = mapping.findIn(instance, collection.key());
			if (owned != null) {
				return owned;
			}
		}
		DetachedEntityRestore entities = new DetachedEntityRestore(snapshots, lazyLoading, List.of(), instances);
		Object restored = entities.restoreCollection(collection, null);
		entities.fillCollections();
		return restored;
	}

	Object[] restore() {
		int flat = restoreFlat();
		for (int i = flat; i < this.instances.length; i++) {
			this.instances[i] = instantiate(this.nodes.get(i));
		}
		for (int i = flat; i < this.instances.length; i++) {
			if (this.nodes.get(i) instanceof Node.EntityNode entity) {
				hydrate(entity, this.instances[i]);
			}
		}
		fillCollections();
		if (this.snapshots.hasCallbacks()) {
			afterLoad();
		}
		return this.instances;
	}

	/**
	 * Build the entities at the beginning that hold nothing but immutable values.
	 * @return how many there are: mostly none or all
	 */
	private int restoreFlat() {
		String entityName = "";
		EntityAssembler assembler = null;
		for (int i = 0; i < this.instances.length; i++) {
			if (!(this.nodes.get(i) instanceof Node.EntityNode entity)) {
				return i;
			}
			if (assembler == null || !entity.entityName().equals(entityName)) {
				EntityMapping mapping = this.snapshots.mappingOf(entity.entityName());
				entityName = entity.entityName();
				assembler = mapping.isFlat() ? mapping.assembler() : null;
			}
			if (assembler == null) {
				return i;
			}
			Object instance = assembler.instantiate();
			assembler.fill(instance, entity.id(), entity.values());
			this.instances[i] = instance;
		}
		return this.instances.length;
	}

	private Object instantiate(Node node) {
		if (node instanceof Node.ReferenceNode reference) {
			EntityMapping mapping = this.snapshots.mappingOf(reference.entityName());
			Object id = mapping.persister().getIdentifierType().deepCopy(reference.id(), this.sessionFactory);
			Object instance = mapping.persister().hasProxy() ? mapping.persister().createProxy(id, null)
					: enhancedReference(mapping.persister(), id);
			this.lazyLoading.prepare(instance);
			return instance;
		}
		EntityMapping mapping = this.snapshots.mappingOf(((Node.EntityNode) node).entityName());
		EntityAssembler assembler = mapping.assembler();
		return (assembler != null) ? assembler.instantiate()
				: mapping.persister().getRepresentationStrategy().getInstantiator().instantiate();
	}

	/**
	 * Create an instance that stands for itself, as Hibernate does where an enhanced
	 * class needs no proxy.
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
		EntityMapping mapping = this.snapshots.mappingOf(node.entityName());
		EntityAssembler assembler = mapping.assembler();
		if (assembler != null) {
			Object id = restoreValue(node.id(), mapping.id(), instance);
			assembler.fill(instance, Objects.requireNonNull(id), restoreAll(node.values(), mapping.values(), instance));
			return;
		}
		EmbeddableMappingType virtualId = mapping.virtualId();
		if (virtualId != null && node.id() instanceof Node.EmbeddableNode id) {
			virtualId.setValues(instance, restoreAll(id.values(), mapping.virtualIdValues(), instance));
		}
		else {
			mapping.persister().setIdentifier(instance, restoreValue(node.id(), mapping.id(), instance), null);
		}
		@Nullable Object[] values = restoreAll(node.values(), mapping.values(), instance);
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

	private @Nullable Object[] restoreAll(@Nullable Object[] values, ValueMapping[] mappings, @Nullable Object owner) {
		@Nullable Object[] restored = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			restored[i] = restoreValue(values[i], mappings[i], owner);
		}
		return restored;
	}

	private @Nullable Object restoreValue(@Nullable Object value, ValueMapping mapping, @Nullable Object owner) {
		if (value == null) {
			return null;
		}
		if (value == Node.Unfetched.UNFETCHED) {
			return LazyPropertyInitializer.UNFETCHED_PROPERTY;
		}
		if (!(value instanceof Node node)) {
			return mapping.copy(value);
		}
		if (node instanceof Node.EntityNode entity) {
			return this.instances[entity.index()];
		}
		if (node instanceof Node.ReferenceNode reference) {
			return this.instances[reference.index()];
		}
		if (node instanceof Node.CollectionNode collection) {
			return restoreCollection(collection, owner);
		}
		return restoreEmbeddable((Node.EmbeddableNode) node, mapping, owner);
	}

	private Object restoreEmbeddable(Node.EmbeddableNode node, ValueMapping mapping, @Nullable Object owner) {
		@Nullable Object[] values = restoreAll(node.values(), mapping.parts(), owner);
		Object embeddable = ((ComponentType) mapping.type()).getMappingModelPart()
			.getEmbeddableTypeDescriptor()
			.getRepresentationStrategy()
			.getInstantiator()
			.instantiate(() -> values);
		Setter parent = mapping.parent();
		if (parent != null) {
			parent.set(embeddable, owner);
		}
		return embeddable;
	}

	private Object restoreCollection(Node.CollectionNode node, @Nullable Object owner) {
		CollectionMapping mapping = this.snapshots.collectionOf(node.role());
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

	private void fillCollections() {
		for (Filling filling : this.fillings) {
			CollectionPersister persister = filling.mapping().persister();
			PersistentCollection<?> collection = filling.collection();
			Object key = (collection.getKey() != null) ? collection.getKey()
					: persister.getOwnerEntityPersister().getIdentifier(collection.getOwner());
			if (filling.items() == null) {
				collection.setSnapshot(key, persister.getRole(), null);
				continue;
			}
			List<@Nullable Object> items = new ArrayList<>(filling.items().length);
			for (Object item : filling.items()) {
				items.add(restoreItem(item, filling.mapping(), collection.getOwner()));
			}
			collection.beginRead();
			collection.injectLoadedState(persister.getAttributeMapping(), items);
			collection.endRead();
			collection.setSnapshot(key, persister.getRole(), collection.getSnapshot(persister));
		}
		this.fillings.clear();
	}

	private @Nullable Object restoreItem(@Nullable Object item, CollectionMapping mapping, @Nullable Object owner) {
		if (item instanceof Node.EntryNode entry) {
			return new @Nullable Object[] { restoreValue(entry.key(), mapping.requiredIndex(), owner),
					restoreValue(entry.value(), mapping.element(), owner) };
		}
		return restoreValue(item, mapping.element(), owner);
	}

	/**
	 * Runs the callbacks that a query would run. They find the values of the row, as
	 * those of the query do, because no others are kept, and may change them for their
	 * caller. A load that the copies are part of must not keep what they became.
	 */
	private void afterLoad() {
		CallbackWatch watch = this.snapshots.callbackWatch();
		LoadedStates states = (watch != null) ? watch.states() : null;
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
				action.accept(this.snapshots.mappingOf(entity.entityName()), this.instances[i]);
			}
		}
	}

	/**
	 * Collection that waits for its items, if it was loaded, and for the identifier of
	 * its owner, if that is its key, until every entity has its values.
	 */
	private record Filling(PersistentCollection<?> collection, CollectionMapping mapping,
			@Nullable Object @Nullable [] items) {
	}

}
