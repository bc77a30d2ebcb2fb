package dev.accelerate.jpa.snapshot;

import dev.accelerate.snapshot.NotRestorableException;
import dev.accelerate.snapshot.NotRestorableException.Conflict;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a session holds of the entities that are to be restored into it, and what of it
 * forbids that.
 */
final class SessionContents {

	private final PersistenceContext context;

	SessionContents(PersistenceContext context) {
		this.context = context;
	}

	/**
	 * Returns what the session has of an entity, or {@code null} if it has nothing.
	 * @throws NotRestorableException if the session deletes the entity, or is loading or
	 * saving it
	 */
	@Nullable EntityHolder find(EntityKey key) {
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

	/**
	 * Returns whether the session has an entity with its values.
	 */
	boolean isHeld(@Nullable EntityHolder holder) {
		Object existing = (holder != null) ? holder.getEntity() : null;
		return existing != null && !isUnloaded(existing);
	}

	/**
	 * Returns whether an instance is its own proxy, and has no values yet.
	 */
	static boolean isUnloaded(Object entity) {
		return entity instanceof PersistentAttributeInterceptable interceptable
				&& interceptable.$$_hibernate_getInterceptor() instanceof EnhancementAsProxyLazinessInterceptor lazy
				&& !lazy.isInitialized();
	}

	/**
	 * Checks that the session holds the same version of an entity.
	 * @throws NotRestorableException if it holds another, or an instance of another type
	 */
	void checkVersion(RestoredEntity entity) {
		EntityPersister persister = entity.persister();
		EntityEntry entry = this.context.getEntry(entity.instance());
		if (!persister.isInstance(entity.instance()) || (persister.isVersioned() && entry != null
				&& !persister.getVersionType().isEqual(entry.getVersion(), entity.version()))) {
			throw new NotRestorableException(Conflict.VERSION);
		}
	}

}
