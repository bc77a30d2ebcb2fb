package dev.accelerate.jpa.snapshot;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Registry of the mappings of a persistence unit, each of which is worked out once, when
 * it is first asked for.
 */
final class MappingRegistry {

	private final SessionFactoryImplementor sessionFactory;

	private final ConcurrentMap<Class<?>, Optional<EntityMapping>> byClass = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, EntityMapping> byName = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, CollectionMapping> byRole = new ConcurrentHashMap<>();

	private volatile @Nullable Boolean callbacks;

	MappingRegistry(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
	}

	/**
	 * Returns the mapping of a class, or {@code null} if the class is not an entity.
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
	 * Returns the mapping of an entity name.
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
	 * Returns the mapping of a collection.
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
	 * Returns whether callbacks of the application run after any entity is loaded.
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

	SessionFactoryImplementor sessionFactory() {
		return this.sessionFactory;
	}

}
