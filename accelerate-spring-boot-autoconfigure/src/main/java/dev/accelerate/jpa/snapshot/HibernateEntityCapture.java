package dev.accelerate.jpa.snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.accelerate.snapshot.EntitySnapshots.EntityCapture;
import dev.accelerate.snapshot.ImmutableTypes;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.snapshot.ValueCopies;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.ComponentType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * {@link EntityCapture} of managed or detached entities. Nothing lazy is loaded. Entities
 * wait in a queue for their values to be taken, so that the depth of the graph does not
 * matter.
 */
final class HibernateEntityCapture implements EntityCapture {

	private final MappingRegistry registry;

	private final SessionFactoryImplementor sessionFactory;

	private final Map<Object, Node> seen = new IdentityHashMap<>();

	private final List<Node> entities = new ArrayList<>();

	private final Deque<Waiting> queue = new ArrayDeque<>();

	private final @Nullable SessionImplementor session;

	private final @Nullable LoadedEntities loaded;

	private boolean checked;

	/**
	 * Creates a capture.
	 * @param registry the mappings
	 * @param session the open session that manages what queries return, or {@code null}
	 * if there is none
	 */
	HibernateEntityCapture(MappingRegistry registry, @Nullable SessionImplementor session) {
		this.registry = registry;
		this.session = session;
		CallbackWatch watch = CallbackWatch.of(registry.sessionFactory());
		this.loaded = (watch != null) ? watch.loaded() : null;
		this.sessionFactory = registry.sessionFactory();
	}

	@Override
	public @Nullable Node capture(Object candidate) {
		if (candidate instanceof PersistentCollection<?> collection) {
			if (collection.getOwner() != null) {
				capture(collection.getOwner());
			}
			return captureCollection(collection, false);
		}
		Node known = this.seen.get(candidate);
		return (known != null) ? known : captureEntity(candidate);
	}

	private @Nullable Node captureEntity(Object candidate) {
		Object entity = candidate;
		LazyInitializer initializer = HibernateProxy.extractLazyInitializer(candidate);
		if (initializer != null) {
			if (initializer.isUninitialized()) {
				return addReference(candidate, initializer.getEntityName(), initializer.getInternalIdentifier());
			}
			entity = initializer.getImplementation();
			Node known = this.seen.get(entity);
			if (known != null) {
				this.seen.put(candidate, known);
				return known;
			}
		}
		EntityMapping mapping = this.registry.mappingOf(entity.getClass());
		if (mapping == null) {
			return null;
		}
		if (entity instanceof PersistentAttributeInterceptable interceptable
				&& interceptable.$$_hibernate_getInterceptor() instanceof EnhancementAsProxyLazinessInterceptor lazy
				&& !lazy.isInitialized()) {
			return addReference(entity, lazy.getEntityName(), lazy.getIdentifier());
		}
		if (!this.checked || mapping.hasCallbacks()) {
			CallbackWatch.check(mapping, this.sessionFactory);
			this.checked = true;
		}
		Node.EntityNode node = new Node.EntityNode(this.entities.size(), mapping.persister().getEntityName(),
				isPersistent(entity));
		this.entities.add(node);
		this.seen.put(entity, node);
		this.seen.put(candidate, node);
		this.queue.add(new Waiting(entity, mapping, node));
		return node;
	}

	/**
	 * Returns whether an entity is known to stand for a row, because Hibernate loaded or
	 * manages it.
	 */
	private boolean isPersistent(Object entity) {
		return (this.loaded != null && this.loaded.contains(entity))
				|| (this.session != null && this.session.getPersistenceContextInternal().getEntry(entity) != null);
	}

	private Node addReference(Object proxy, String entityName, Object id) {
		EntityMapping mapping = this.registry.mappingOf(entityName);
		if (!mapping.persister().hasProxy() && (mapping.virtualId() != null
				|| !mapping.persister().getBytecodeEnhancementMetadata().isEnhancedForLazyLoading())) {
			throw new UnsupportedResultException("A reference to " + entityName + ", which has no proxy");
		}
		Object detached = detach(id, mapping.persister().getIdentifierType(), entityName);
		Node reference = new Node.ReferenceNode(this.entities.size(), entityName, detached);
		this.entities.add(reference);
		this.seen.put(proxy, reference);
		return reference;
	}

	@Override
	public List<Node> complete() {
		for (Waiting next = this.queue.poll(); next != null; next = this.queue.poll()) {
			EntityMapping mapping = next.mapping();
			@Nullable Object[] values = mapping.persister().getValues(next.entity());
			// Immutable values stay in the array that Hibernate made for them.
			@Nullable Object[] captured = mapping.isFlat() ? values : captureAll(values, mapping.values());
			mapping.leaveOutIdentifier(captured);
			next.node().fill(captureId(next.entity(), mapping), captured);
		}
		return this.entities;
	}

	private Object captureId(Object entity, EntityMapping mapping) {
		EmbeddableMappingType virtualId = mapping.virtualId();
		if (virtualId != null) {
			return new Node.EmbeddableNode(captureAll(virtualId.getValues(entity), mapping.virtualIdValues()));
		}
		Object id = captureValue(mapping.persister().getIdentifier(entity), mapping.id());
		return Objects.requireNonNull(id, "An entity without an identifier");
	}

	private @Nullable Object[] captureAll(@Nullable Object[] values, ValueMapping[] mappings) {
		@Nullable Object[] captured = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			captured[i] = captureValue(values[i], mappings[i]);
		}
		return captured;
	}

	private @Nullable Object captureValue(@Nullable Object value, ValueMapping mapping) {
		if (value == null) {
			return null;
		}
		Node.Unfetched unfetched = UnfetchedValues.of(value);
		if (unfetched != null || mapping.isShareable()) {
			return (unfetched != null) ? unfetched : value;
		}
		Type type = mapping.type();
		if (type.isCollectionType()) {
			if (value instanceof PersistentCollection<?> collection) {
				return captureCollection(collection, true);
			}
			throw new UnsupportedResultException(
					"A " + value.getClass().getName() + " in place of a mapped collection");
		}
		if (type.isAnyType()) {
			throw new UnsupportedResultException("An association of any type (@Any)");
		}
		if (type.isEntityType()) {
			Node node = capture(value);
			if (node == null) {
				throw new UnsupportedResultException(value.getClass().getName() + " in place of an entity");
			}
			return node;
		}
		if (type instanceof CompositeType composite) {
			return captureEmbeddable(value, composite, mapping.parts());
		}
		return mapping.detach(value);
	}

	private Node captureEmbeddable(Object value, CompositeType type, ValueMapping[] parts) {
		if (!(type instanceof ComponentType component)
				|| component.getMappingModelPart().getEmbeddableTypeDescriptor().isPolymorphic()) {
			throw new UnsupportedResultException("An embeddable with subtypes, " + value.getClass().getName());
		}
		return new Node.EmbeddableNode(captureAll(component.getPropertyValues(value), parts));
	}

	/**
	 * Captures a collection. If it was reached from its owner, a key that is the
	 * identifier of the owner is left out, unless the key is immutable.
	 */
	private Node captureCollection(PersistentCollection<?> collection, boolean owned) {
		Node known = this.seen.get(collection);
		if (known != null) {
			return known;
		}
		String role = collection.getRole();
		if (role == null) {
			throw new UnsupportedResultException("A collection that belongs to no entity");
		}
		CollectionMapping mapping = this.registry.collectionOf(role);
		mapping.check(collection);
		Object key = collection.getKey();
		if (key != null && !ImmutableTypes.isShareable(key)) {
			key = (owned && mapping.isKeyedByIdentifier()) ? null : detach(key, mapping.keyType(), role);
		}
		@Nullable Object[] items = collection.wasInitialized() ? captureItems(collection, mapping) : null;
		Node node = new Node.CollectionNode(role, key, items);
		this.seen.put(collection, node);
		return node;
	}

	/**
	 * Returns a private copy of an identifier or key. Hibernate copies an embeddable with
	 * all its parts, but neither an entity in it nor what Hibernate considers immutable.
	 */
	private Object detach(Object key, Type type, String owner) {
		if (ImmutableTypes.isShareable(key)) {
			return key;
		}
		Object copy = type.deepCopy(key, this.sessionFactory);
		if (!ValueCopies.isTrueCopy(key, copy)) {
			throw new UnsupportedResultException(
					"A reference to " + owner + ", whose identifier Hibernate does not copy");
		}
		return copy;
	}

	private @Nullable Object[] captureItems(PersistentCollection<?> collection, CollectionMapping mapping) {
		List<@Nullable Object> items = new ArrayList<>();
		for (Iterator<?> entries = collection.entries(mapping.persister()); entries.hasNext();) {
			Object item = entries.next();
			if (collection instanceof PersistentMap && item instanceof Map.Entry<?, ?> entry) {
				items.add(new Node.EntryNode(captureValue(entry.getKey(), mapping.requiredIndex()),
						captureValue(entry.getValue(), mapping.element())));
			}
			else {
				items.add(captureValue(item, mapping.element()));
			}
		}
		return items.toArray();
	}

	/**
	 * Entity whose values are still to be taken.
	 */
	private record Waiting(Object entity, EntityMapping mapping, Node.EntityNode node) {
	}

}
