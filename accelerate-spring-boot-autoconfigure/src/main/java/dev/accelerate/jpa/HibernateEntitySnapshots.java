package dev.accelerate.jpa;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.UnsupportedResultException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * {@link EntitySnapshots} by the metamodel of Hibernate.
 */
final class HibernateEntitySnapshots implements EntitySnapshots {

	private final SessionFactoryImplementor sessionFactory;

	private final ConcurrentMap<Class<?>, Optional<EntityMapping>> byClass = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, EntityMapping> byName = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, CollectionMapping> byRole = new ConcurrentHashMap<>();

	private volatile @Nullable Boolean callbacks;

	HibernateEntitySnapshots(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
	}

	@Override
	public boolean isEntity(Class<?> type) {
		if (type.isInterface() || type == Object.class) {
			return false;
		}
		return this.sessionFactory.getMetamodel()
			.getEntities()
			.stream()
			.anyMatch((entity) -> type.isAssignableFrom(entity.getJavaType()));
	}

	@Override
	public EntityCapture capture() {
		return new HibernateEntityCapture(this);
	}

	@Override
	public Object[] restore(List<Node> entities) {
		try (LazyLoading lazyLoading = new LazyLoading(this.sessionFactory)) {
			return new DetachedEntityRestore(this, lazyLoading, entities).restore();
		}
	}

	@Override
	public Object restore(Node.CollectionNode collection, Object[] instances) {
		try (LazyLoading lazyLoading = new LazyLoading(this.sessionFactory)) {
			return DetachedEntityRestore.restore(this, lazyLoading, collection, instances);
		}
	}

	/**
	 * Return the mapping of a class, or {@code null} if it is no entity.
	 */
	@Nullable EntityMapping mappingOf(Class<?> type) {
		Optional<EntityMapping> mapping = this.byClass.get(type);
		if (mapping == null) {
			EntityPersister persister = this.sessionFactory.getMappingMetamodel().findEntityDescriptor(type);
			mapping = Optional.ofNullable(persister).map((found) -> mappingOf(found.getEntityName()));
			this.byClass.put(type, mapping);
		}
		return mapping.orElse(null);
	}

	/**
	 * Return the mapping of an entity name.
	 */
	EntityMapping mappingOf(String entityName) {
		EntityMapping mapping = this.byName.get(entityName);
		if (mapping == null) {
			mapping = new EntityMapping(this.sessionFactory.getMappingMetamodel().getEntityDescriptor(entityName));
			this.byName.put(entityName, mapping);
		}
		return mapping;
	}

	/**
	 * Return the mapping of a collection.
	 */
	CollectionMapping collectionOf(String role) {
		CollectionMapping mapping = this.byRole.get(role);
		if (mapping == null) {
			mapping = CollectionMapping.of(this.sessionFactory.getMappingMetamodel().getCollectionDescriptor(role));
			this.byRole.put(role, mapping);
		}
		return mapping;
	}

	/**
	 * Checks that copies of the entities of a mapping can be what the application makes
	 * of its entities when they are loaded.
	 * @throws UnsupportedResultException if something does so that is not called for
	 * copies, or nobody watches what is
	 */
	void checkCallbacks(EntityMapping mapping) {
		String listener = CallbackWatch.listenerOf(this.sessionFactory);
		if (listener != null) {
			throw new UnsupportedResultException(CallbackWatch.refusal(listener));
		}
		if (mapping.hasCallbacks() && callbackWatch() == null) {
			throw new UnsupportedResultException(
					"Callbacks of " + mapping.persister().getEntityName() + ", which nobody watches");
		}
	}

	/**
	 * Returns whether callbacks of the application run when any entity was loaded.
	 */
	boolean hasCallbacks() {
		Boolean known = this.callbacks;
		if (known == null) {
			known = this.sessionFactory.getMetamodel()
				.getEntities()
				.stream()
				.anyMatch((entity) -> this.sessionFactory.getEventEngine()
					.getCallbackRegistry()
					.hasRegisteredCallbacks(entity.getJavaType(), CallbackType.POST_LOAD));
			this.callbacks = known;
		}
		return known;
	}

	@Nullable CallbackWatch callbackWatch() {
		return CallbackWatch.of(this.sessionFactory);
	}

	SessionFactoryImplementor sessionFactory() {
		return this.sessionFactory;
	}

}
