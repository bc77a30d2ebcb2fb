package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import dev.accelerate.snapshot.RestoreCallbackException;
import org.hibernate.LockMode;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the entities of one snapshot as entities of an open session, in the state in
 * which the query would have left them there. An entity that the session holds already
 * stays as it is. Everything is prepared before the session is touched, so that it either
 * gets all entities or none.
 */
final class ManagedEntityRestore {

	private final MappingRegistry registry;

	private final GuardedMappings guarded;

	private final SessionImplementor session;

	private final SessionFactoryImplementor sessionFactory;

	private final PersistenceContext context;

	private final List<Node> nodes;

	private final Restored[] restored;

	private final Map<EntityKey, Restored> byKey;

	private final boolean readOnly;

	private final boolean intercepted;

	private final PreLoadEvent preLoad;

	/**
	 * The mapping of the last entity. Entities of the same kind mostly stand beside each
	 * other.
	 */
	private @Nullable EntityMapping last;

	private final List<Restored> fresh = new ArrayList<>();

	private final List<Filling> collections = new ArrayList<>();

	private final List<Filling> completed = new ArrayList<>();

	/**
	 * Collections that are not loaded, and that Hibernate would load together.
	 */
	private final Set<String> bySubselect = new HashSet<>(0);

	ManagedEntityRestore(MappingRegistry registry, GuardedMappings guarded, SessionImplementor session,
			List<Node> nodes) {
		this.registry = registry;
		this.guarded = guarded;
		this.session = session;
		this.sessionFactory = registry.sessionFactory();
		this.context = session.getPersistenceContextInternal();
		this.nodes = nodes;
		this.restored = new Restored[nodes.size()];
		this.byKey = new HashMap<>(2 * nodes.size());
		this.readOnly = session.isDefaultReadOnly();
		this.intercepted = !session.getInterceptor().getClass().getName().startsWith("org.hibernate.");
		this.preLoad = new PreLoadEvent(session.asEventSource());
	}

	/**
	 * Returns the instances that the query would have returned, each at the index of its
	 * node.
	 * @throws NotRestorableException if the state of the session does not allow it
	 */
	Object[] restore() {
		for (int i = 0; i < this.restored.length; i++) {
			plan(this.nodes.get(i), i);
		}
		for (Restored entity : this.fresh) {
			instantiate(entity);
		}
		for (Restored entity : this.fresh) {
			hydrate(entity);
		}
		for (Filling filling : this.collections) {
			fill(filling);
		}
		for (Restored entity : this.restored) {
			if (entity != null && entity.held) {
				complete(entity);
			}
		}
		register();
		return results();
	}

	private void plan(Node node, int index) {
		if (node instanceof Node.ReferenceNode reference) {
			EntityMapping mapping = this.registry.mappingOf(reference.entityName());
			check(key(mapping, mapping.persister().getIdentifierType().deepCopy(reference.id(), this.sessionFactory)));
			return;
		}
		Node.EntityNode entity = (Node.EntityNode) node;
		if (!entity.isPersistent()) {
			throw new NotRestorableException(Conflict.OWN_CODE);
		}
		EntityMapping mapping = mappingOf(entity);
		Restored planned = new Restored(entity, mapping,
				key(mapping, NodeIdentifiers.of(entity, this.registry, this.session)));
		this.restored[index] = planned;
		planned.holder = check(planned.key);
		Object existing = (planned.holder != null) ? planned.holder.getEntity() : null;
		if (existing != null && !isUnloaded(existing)) {
			checkHeld(planned, existing);
			planned.held = true;
			planned.instance = existing;
		}
		else {
			planned.instance = existing;
			this.fresh.add(planned);
		}
		if (this.byKey.put(planned.key, planned) != null) {
			throw new NotRestorableException(Conflict.VERSION);
		}
	}

	private EntityMapping mappingOf(Node.EntityNode entity) {
		EntityMapping mapping = this.last;
		if (mapping == null || !mapping.persister().getEntityName().equals(entity.entityName())) {
			mapping = this.registry.mappingOf(entity.entityName());
			this.last = mapping;
		}
		return mapping;
	}

	private EntityKey key(EntityMapping mapping, Object id) {
		return this.session.generateEntityKey(id, mapping.persister());
	}

	/**
	 * Checks that the session may be given an entity.
	 * @return what the session has of it, or {@code null} if it has nothing
	 */
	private @Nullable EntityHolder check(EntityKey key) {
		if (this.context.containsDeletedUnloadedEntityKey(key)) {
			throw new NotRestorableException(Conflict.DELETED);
		}
		EntityHolder holder = this.context.getEntityHolder(key);
		Object existing = (holder != null) ? holder.getEntity() : null;
		EntityEntry entry = (existing != null) ? this.context.getEntry(existing) : null;
		if (entry != null && entry.getStatus() != Status.MANAGED && entry.getStatus() != Status.READ_ONLY) {
			throw new NotRestorableException(Conflict.DELETED);
		}
		return holder;
	}

	private void checkHeld(Restored planned, Object existing) {
		EntityPersister persister = planned.mapping.persister();
		EntityEntry entry = this.context.getEntry(existing);
		if (!persister.isInstance(existing)) {
			throw new NotRestorableException(Conflict.VERSION);
		}
		if (persister.isVersioned() && entry != null
				&& !persister.getVersionType().isEqual(entry.getVersion(), version(planned))) {
			throw new NotRestorableException(Conflict.VERSION);
		}
	}

	private static void check(boolean possible, Conflict conflict) {
		if (!possible) {
			throw new NotRestorableException(conflict);
		}
	}

	private static @Nullable Object version(Restored entity) {
		int index = entity.mapping.persister().getVersionPropertyIndex();
		return (index >= 0) ? entity.node.values()[index] : null;
	}

	private static boolean isUnloaded(Object entity) {
		return entity instanceof PersistentAttributeInterceptable interceptable
				&& interceptable.$$_hibernate_getInterceptor() instanceof EnhancementAsProxyLazinessInterceptor lazy
				&& !lazy.isInitialized();
	}

	/**
	 * Creates an instance. Hibernate would load the entities that are part of the
	 * identifier.
	 */
	private void instantiate(Restored entity) {
		if (entity.instance == null && (entity.mapping.isIdentifiedByOthers() || isAssembled(entity))) {
			entity.instance = entity.mapping.instantiate();
		}
		else if (entity.instance == null) {
			entity.instance = this.session.instantiate(entity.mapping.persister(), entity.key.getIdentifier());
		}
	}

	/**
	 * Returns whether an entity is made without Hibernate, which an interceptor of the
	 * application would be asked for.
	 */
	private boolean isAssembled(Restored entity) {
		return !this.intercepted && entity.mapping.assembler() != null;
	}

	private void hydrate(Restored entity) {
		EntityPersister persister = entity.mapping.persister();
		Object instance = Objects.requireNonNull(entity.instance);
		EmbeddableMappingType virtualId = entity.mapping.virtualId();
		if (virtualId != null && entity.mapping.isIdentifiedByOthers()
				&& entity.node.id() instanceof Node.EmbeddableNode id) {
			virtualId.setValues(instance,
					restoreAll(id.values(), entity.mapping.virtualIdValues(), instance, entity.key.getIdentifier()));
		}
		@Nullable Object[] values = entity.mapping.isFlat() ? entity.node.values().clone()
				: restoreAll(entity.node.values(), entity.mapping.values(), instance, entity.key.getIdentifier());
		this.preLoad.setEntity(instance).setState(values).setId(entity.key.getIdentifier()).setPersister(persister);
		this.sessionFactory.getEventListenerGroups().eventListenerGroup_PRE_LOAD.fireEventOnEachListener(this.preLoad,
				PreLoadEventListener::onPreLoad);
		entity.values = values;
		entity.late = isUnloaded(instance);
		if (!entity.late) {
			setValues(entity);
		}
		entity.readOnly = isReadOnly(entity);
		if (!entity.readOnly) {
			check(this.guarded.contain(entity.mapping), Conflict.MAPPING);
			entity.loadedState = entity.mapping.isFlat() ? values.clone() : loadedState(values, entity.mapping);
		}
	}

	private void setValues(Restored entity) {
		EntityPersister persister = entity.mapping.persister();
		Object instance = Objects.requireNonNull(entity.instance);
		if (instance instanceof PersistentAttributeInterceptable) {
			persister.getBytecodeEnhancementMetadata()
				.injectInterceptor(instance, entity.key.getIdentifier(), this.session);
		}
		EntityAssembler assembler = entity.mapping.assembler();
		if (assembler != null) {
			assembler.fill(instance, entity.key.getIdentifier(), Objects.requireNonNull(entity.values));
		}
		else {
			persister.setValues(instance, entity.values);
		}
	}

	private boolean isReadOnly(Restored entity) {
		if (!entity.mapping.persister().isMutable()) {
			return true;
		}
		Object proxy = (entity.holder != null) ? entity.holder.getProxy() : null;
		return (proxy != null) ? HibernateProxy.extractLazyInitializer(proxy).isReadOnly() : this.readOnly;
	}

	private @Nullable Object[] loadedState(@Nullable Object[] values, EntityMapping mapping) {
		@Nullable Object[] state = values.clone();
		boolean[] updateable = mapping.persister().getPropertyUpdateability();
		for (int i = 0; i < state.length; i++) {
			ValueMapping value = mapping.values()[i];
			if (updateable[i] && state[i] != null && !value.isShareable()
					&& state[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				state[i] = value.type().deepCopy(state[i], this.sessionFactory);
			}
		}
		return state;
	}

	private @Nullable Object[] restoreAll(@Nullable Object[] values, ValueMapping[] mappings, @Nullable Object owner,
			@Nullable Object ownerId) {
		@Nullable Object[] built = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			built[i] = restoreValue(values[i], mappings[i], owner, ownerId);
		}
		return built;
	}

	private @Nullable Object restoreValue(@Nullable Object value, ValueMapping mapping, @Nullable Object owner,
			@Nullable Object ownerId) {
		if (value == null) {
			return null;
		}
		if (value == Node.Unfetched.UNFETCHED) {
			return LazyPropertyInitializer.UNFETCHED_PROPERTY;
		}
		if (mapping.isShareable()) {
			return value;
		}
		if (value instanceof Node.EntityNode || value instanceof Node.ReferenceNode) {
			return entity((Node) value);
		}
		if (value instanceof Node.CollectionNode collection) {
			return collection(collection, owner, ownerId);
		}
		if (value instanceof Node.EmbeddableNode embeddable) {
			return mapping.embeddable(restoreAll(embeddable.values(), mapping.parts(), owner, ownerId), owner);
		}
		return mapping.copy(value);
	}

	/**
	 * Returns what the query would return for an entity: the proxy if the session has one
	 * for it, or else the entity. A reference that was not loaded is a proxy of the
	 * session.
	 */
	private Object entity(Node node) {
		if (node instanceof Node.ReferenceNode reference) {
			EntityMapping mapping = this.registry.mappingOf(reference.entityName());
			Object id = mapping.persister().getIdentifierType().deepCopy(reference.id(), this.sessionFactory);
			Restored same = this.byKey.get(key(mapping, id));
			return (same != null) ? entity(same) : this.session.internalLoad(reference.entityName(), id, false, false);
		}
		return entity(Objects.requireNonNull(this.restored[((Node.EntityNode) node).index()]));
	}

	private Object entity(Restored entity) {
		EntityPersister persister = entity.mapping.persister();
		EntityHolder holder = entity.holder;
		Object instance = Objects.requireNonNull(entity.instance);
		if (holder == null) {
			return instance;
		}
		if (holder.getEntity() != null) {
			return this.context.proxyFor(holder, persister);
		}
		Object proxy = holder.getProxy();
		return (proxy != null && persister.getConcreteProxyClass().isInstance(proxy)) ? proxy : instance;
	}

	private Object collection(Node.CollectionNode node, @Nullable Object owner, @Nullable Object ownerId) {
		CollectionMapping mapping = this.registry.collectionOf(node.role());
		check(node.items() == null || this.guarded.contain(mapping), Conflict.MAPPING);
		// Hibernate repeats the query to load all collections of its result at once.
		check(node.items() != null || !mapping.persister().isSubselectLoadable() || this.bySubselect.add(node.role()),
				Conflict.MAPPING);
		Object key = (node.key() != null) ? mapping.keyType().deepCopy(node.key(), this.sessionFactory)
				: Objects.requireNonNull(ownerId);
		if (this.context.getCollection(new CollectionKey(mapping.persister(), key)) != null) {
			throw new NotRestorableException(Conflict.LOADING);
		}
		PersistentCollection<?> collection = mapping.persister()
			.getCollectionSemantics()
			.instantiateWrapper(key, mapping.persister(), this.session);
		collection.setOwner(owner);
		this.collections.add(new Filling(collection, mapping, key, node));
		return collection.getValue();
	}

	/**
	 * Plans to load the collections of an entity that the session held before, as far as
	 * the query fetched them and they are not loaded there.
	 */
	private void complete(Restored entity) {
		Object instance = Objects.requireNonNull(entity.instance);
		@Nullable Object[] present = entity.mapping.persister().getValues(instance);
		@Nullable Object[] values = entity.node.values();
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

	private void fill(Filling filling) {
		@Nullable Object @Nullable [] nodes = filling.node().items();
		if (nodes == null) {
			return;
		}
		PersistentCollection<?> collection = filling.collection();
		List<@Nullable Object> items = new ArrayList<>(nodes.length);
		for (Object item : nodes) {
			items.add(restoreItem(item, filling.mapping(), collection.getOwner()));
		}
		collection.beginRead();
		collection.injectLoadedState(filling.mapping().persister().getAttributeMapping(), items);
		collection.endRead();
	}

	private @Nullable Object restoreItem(@Nullable Object item, CollectionMapping mapping, @Nullable Object owner) {
		if (item instanceof Node.EntryNode entry) {
			return new @Nullable Object[] { restoreValue(entry.key(), mapping.requiredIndex(), owner, null),
					restoreValue(entry.value(), mapping.element(), owner, null) };
		}
		return restoreValue(item, mapping.element(), owner, null);
	}

	/**
	 * Gives the session what has been prepared.
	 */
	private void register() {
		for (Restored entity : this.fresh) {
			register(entity);
		}
		for (Filling filling : this.collections) {
			CollectionRegistration.register(this.context, filling.mapping().persister(), filling.collection(),
					filling.key(), filling.node().items() != null, this.readOnly);
		}
		for (Filling filling : this.completed) {
			fill(filling);
			Objects.requireNonNull(this.context.getCollectionEntry(filling.collection()))
				.postInitialize(filling.collection(), this.session);
			RestoredState.of(this.context, filling.collection().getOwner()).restored(filling.node());
		}
		fireLoaded();
	}

	private void register(Restored entity) {
		EntityPersister persister = entity.mapping.persister();
		Object instance = Objects.requireNonNull(entity.instance);
		if (entity.late) {
			setValues(entity);
		}
		EntityEntry entry = this.context.addEntity(instance, entity.readOnly ? Status.READ_ONLY : Status.MANAGED,
				entity.loadedState, entity.key, version(entity), LockMode.READ, true, persister, false);
		if (persister.hasNaturalIdentifier()) {
			this.context.getNaturalIdResolutions()
				.cacheResolutionFromLoad(entity.key.getIdentifier(),
						persister.getNaturalIdMapping().extractNaturalIdFromEntityState(entity.values), persister);
		}
		persister.afterInitialize(instance, this.session);
		entry.postLoad(instance);
		entry.addExtraState(new RestoredState(entity.node));
	}

	/**
	 * Calls the callbacks of the application. What they throw concerns the caller: by now
	 * the session holds the entities, so that a query would not call them again.
	 */
	private void fireLoaded() {
		try {
			PostLoadEvent event = new PostLoadEvent(this.session.asEventSource());
			this.fresh.forEach((entity) -> fireLoaded(entity, event));
		}
		catch (RuntimeException ex) {
			throw new RestoreCallbackException(ex);
		}
	}

	private void fireLoaded(Restored entity, PostLoadEvent event) {
		event.setEntity(entity.instance).setId(entity.key.getIdentifier()).setPersister(entity.mapping.persister());
		this.sessionFactory.getEventListenerGroups().eventListenerGroup_POST_LOAD.fireEventOnEachListener(event,
				PostLoadEventListener::onPostLoad);
	}

	private Object[] results() {
		Object[] results = new Object[this.restored.length];
		for (int i = 0; i < results.length; i++) {
			results[i] = entity(this.nodes.get(i));
		}
		return results;
	}

	/**
	 * Entity of the snapshot, on its way into the session.
	 */
	private static final class Restored {

		private final Node.EntityNode node;

		private final EntityMapping mapping;

		private final EntityKey key;

		/**
		 * Whether the session held the entity before.
		 */
		private boolean held;

		/**
		 * Whether the instance was given out before as its own proxy, so that it gets its
		 * values last.
		 */
		private boolean late;

		private boolean readOnly;

		/**
		 * What the session had of the entity before: the entity, or a proxy of it.
		 */
		private @Nullable EntityHolder holder;

		private @Nullable Object instance;

		private @Nullable Object @Nullable [] values;

		private @Nullable Object @Nullable [] loadedState;

		Restored(Node.EntityNode node, EntityMapping mapping, EntityKey key) {
			this.node = node;
			this.mapping = mapping;
			this.key = key;
		}

	}

	/**
	 * Collection on its way into the session.
	 */
	private record Filling(PersistentCollection<?> collection, CollectionMapping mapping, Object key,
			Node.CollectionNode node) {
	}

}
