package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import org.hibernate.LockMode;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the entities of one snapshot as entities of an open session, in the state in
 * which the query would have left them there. An entity that the session holds already
 * stays as it is. Everything is prepared before the session gets the first entity, so
 * that it either gets all entities or none. By then it has only got proxies of what is
 * not loaded.
 */
final class ManagedEntityRestore extends ValueRestore {

	private final MappingRegistry registry;

	private final GuardedMappings guarded;

	private final SessionImplementor session;

	private final SessionFactoryImplementor sessionFactory;

	private final PersistenceContext context;

	private final SessionContents contents;

	private final LoadEvents events;

	private final List<Node> nodes;

	private final @Nullable RestoredEntity[] restored;

	private final List<RestoredEntity> fresh;

	/**
	 * The entities by their keys, once a reference has asked for one.
	 */
	private @Nullable Map<EntityKey, RestoredEntity> byKey;

	private final boolean readOnly;

	/**
	 * The mapping of the last entity. Entities of the same kind mostly stand beside each
	 * other.
	 */
	private @Nullable EntityMapping last;

	private boolean lastGuarded;

	private final ManagedCollections collections;

	ManagedEntityRestore(MappingRegistry registry, GuardedMappings guarded, SessionImplementor session,
			List<Node> nodes) {
		this.registry = registry;
		this.guarded = guarded;
		this.session = session;
		this.sessionFactory = registry.sessionFactory();
		this.context = session.getPersistenceContextInternal();
		this.contents = new SessionContents(this.context);
		this.events = new LoadEvents(session);
		this.nodes = nodes;
		this.restored = new RestoredEntity[nodes.size()];
		this.fresh = new ArrayList<>(nodes.size());
		this.readOnly = session.isDefaultReadOnly();
		this.collections = new ManagedCollections(registry, guarded, session);
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
		for (RestoredEntity entity : this.fresh) {
			instantiate(entity);
		}
		for (RestoredEntity entity : this.fresh) {
			hydrate(entity);
		}
		this.collections.fill(this);
		for (RestoredEntity entity : this.restored) {
			if (entity != null && entity.isHeld()) {
				this.collections.complete(entity);
			}
		}
		register();
		return results();
	}

	private void plan(Node node, int index) {
		if (node instanceof Node.ReferenceNode reference) {
			this.contents.find(key(reference));
			return;
		}
		Node.EntityNode entity = (Node.EntityNode) node;
		if (!entity.isPersistent()) {
			throw new NotRestorableException(Conflict.OWN_CODE);
		}
		EntityMapping mapping = mappingOf(entity);
		EntityKey key = this.session.generateEntityKey(NodeIdentifiers.of(entity, mapping, this.registry, this.session),
				mapping.persister());
		EntityHolder holder = this.contents.find(key);
		RestoredEntity planned = new RestoredEntity(entity, mapping, key, holder, this.contents.isHeld(holder));
		this.restored[index] = planned;
		if (planned.isHeld()) {
			this.contents.checkVersion(planned);
		}
		else {
			planned.readOnly(isReadOnly(planned));
			check(planned.isReadOnly() || this.lastGuarded, Conflict.MAPPING);
			this.fresh.add(planned);
		}
	}

	private EntityMapping mappingOf(Node.EntityNode entity) {
		EntityMapping mapping = this.last;
		if (mapping == null || !mapping.persister().getEntityName().equals(entity.entityName())) {
			mapping = this.registry.mappingOf(entity.entityName());
			this.last = mapping;
			this.lastGuarded = this.guarded.contain(mapping);
		}
		return mapping;
	}

	private EntityKey key(Node.ReferenceNode reference) {
		EntityPersister persister = this.registry.mappingOf(reference.entityName()).persister();
		Object id = persister.getIdentifierType().deepCopy(reference.id(), this.sessionFactory);
		return this.session.generateEntityKey(id, persister);
	}

	private static void check(boolean possible, Conflict conflict) {
		if (!possible) {
			throw new NotRestorableException(conflict);
		}
	}

	private boolean isReadOnly(RestoredEntity entity) {
		if (!entity.persister().isMutable()) {
			return true;
		}
		Object proxy = (entity.holder() != null) ? entity.holder().getProxy() : null;
		return (proxy != null) ? HibernateProxy.extractLazyInitializer(proxy).isReadOnly() : this.readOnly;
	}

	/**
	 * Creates an instance. Hibernate would load the entities that are part of the
	 * identifier.
	 */
	private void instantiate(RestoredEntity entity) {
		if (entity.hasInstance()) {
			return;
		}
		boolean own = entity.mapping().isIdentifiedByOthers()
				|| (entity.mapping().assembler() != null && !this.events.isIntercepted());
		entity.instantiated(
				own ? entity.mapping().instantiate() : this.session.instantiate(entity.persister(), entity.id()));
	}

	private void hydrate(RestoredEntity entity) {
		EntityMapping mapping = entity.mapping();
		EmbeddableMappingType virtualId = mapping.virtualId();
		if (virtualId != null && mapping.isIdentifiedByOthers()
				&& entity.node().id() instanceof Node.EmbeddableNode id) {
			virtualId.setValues(entity.instance(),
					restoreAll(id.values(), mapping.virtualIdValues(), entity.instance(), entity.id()));
		}
		@Nullable Object[] values = entity.node().values();
		boolean published = this.events.isPublished(mapping);
		if (!mapping.isFlat()) {
			values = restoreAll(values, mapping.values(), entity.instance(), entity.id());
		}
		else if (published) {
			values = values.clone();
		}
		entity.hydrated(values);
		if (published) {
			this.events.beforeLoad(entity);
		}
		if (!SessionContents.isUnloaded(entity.instance())) {
			setValues(entity);
			entity.complete();
		}
		if (!entity.isReadOnly()) {
			entity.compareWith(loadedState(entity));
		}
	}

	private void setValues(RestoredEntity entity) {
		EntityPersister persister = entity.persister();
		if (entity.instance() instanceof PersistentAttributeInterceptable) {
			persister.getBytecodeEnhancementMetadata().injectInterceptor(entity.instance(), entity.id(), this.session);
		}
		EntityAssembler assembler = entity.mapping().assembler();
		if (assembler != null) {
			assembler.fill(entity.instance(), entity.id(), entity.values());
		}
		else {
			persister.setValues(entity.instance(), entity.values());
		}
	}

	/**
	 * Returns what the session compares an entity with when it is flushed.
	 */
	private @Nullable Object[] loadedState(RestoredEntity entity) {
		@Nullable Object[] state = entity.values().clone();
		if (entity.mapping().isFlat()) {
			return state;
		}
		boolean[] updateable = entity.persister().getPropertyUpdateability();
		for (int i = 0; i < state.length; i++) {
			ValueMapping value = entity.mapping().values()[i];
			if (updateable[i] && state[i] != null && !value.isShareable()
					&& state[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				state[i] = value.type().deepCopy(state[i], this.sessionFactory);
			}
		}
		return state;
	}

	/**
	 * Returns what the query would return for an entity: the proxy if the session has one
	 * for it, or else the entity. A reference that was not loaded is a proxy of the
	 * session.
	 */
	@Override
	Object restoreEntity(Node node) {
		if (node instanceof Node.EntityNode entity) {
			return restoreEntity(Objects.requireNonNull(this.restored[entity.index()]));
		}
		EntityKey key = key((Node.ReferenceNode) node);
		RestoredEntity same = byKey().get(key);
		return (same != null) ? restoreEntity(same) : this.session
			.internalLoad(((Node.ReferenceNode) node).entityName(), key.getIdentifier(), false, false);
	}

	private Map<EntityKey, RestoredEntity> byKey() {
		Map<EntityKey, RestoredEntity> known = this.byKey;
		if (known == null) {
			known = new HashMap<>();
			for (RestoredEntity entity : this.restored) {
				if (entity != null) {
					known.put(entity.key(), entity);
				}
			}
			this.byKey = known;
		}
		return known;
	}

	private Object restoreEntity(RestoredEntity entity) {
		EntityHolder holder = entity.holder();
		if (holder == null) {
			return entity.instance();
		}
		if (holder.getEntity() != null) {
			return this.context.proxyFor(holder, entity.persister());
		}
		Object proxy = holder.getProxy();
		return (proxy != null && entity.persister().getConcreteProxyClass().isInstance(proxy)) ? proxy
				: entity.instance();
	}

	@Override
	Object restoreCollection(Node.CollectionNode node, @Nullable Object owner, @Nullable Object ownerId) {
		return this.collections.create(node, owner, ownerId);
	}

	/**
	 * Gives the session what has been prepared.
	 */
	private void register() {
		for (RestoredEntity entity : this.fresh) {
			register(entity);
		}
		this.collections.register(this);
		for (RestoredEntity entity : this.fresh) {
			if (this.events.isPublished(entity.mapping())) {
				this.events.afterLoad(entity);
			}
		}
	}

	private void register(RestoredEntity entity) {
		EntityPersister persister = entity.persister();
		if (!entity.isComplete()) {
			setValues(entity);
		}
		EntityEntry entry = this.context.addEntity(entity.instance(),
				entity.isReadOnly() ? Status.READ_ONLY : Status.MANAGED, entity.loadedState(), entity.key(),
				entity.version(), LockMode.READ, true, persister, false);
		if (persister.hasNaturalIdentifier()) {
			// Only for this session: what was not loaded now must not enter the
			// second-level cache.
			this.context.getNaturalIdResolutions()
				.cacheResolution(entity.id(),
						persister.getNaturalIdMapping().extractNaturalIdFromEntityState(entity.values()), persister);
		}
		persister.afterInitialize(entity.instance(), this.session);
		entry.postLoad(entity.instance());
		entry.addExtraState(new RestoredState(entity.node()));
	}

	private Object[] results() {
		Object[] results = new Object[this.restored.length];
		for (int i = 0; i < results.length; i++) {
			results[i] = restoreEntity(this.nodes.get(i));
		}
		return results;
	}

}
