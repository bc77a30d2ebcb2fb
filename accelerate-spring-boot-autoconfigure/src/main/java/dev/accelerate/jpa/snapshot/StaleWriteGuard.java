package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.accelerate.snapshot.Node;
import org.hibernate.StaleObjectStateException;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Guard that lets no stale state be written. What came from the cache is compared with
 * its row before the first UPDATE or DELETE of it in a session, and a collection with its
 * rows. Where there is a version, Hibernate compares that in the statement itself.
 */
public final class StaleWriteGuard implements PreUpdateEventListener, PreDeleteEventListener,
		PreCollectionUpdateEventListener, PreCollectionRemoveEventListener, PreCollectionRecreateEventListener {

	private static final int BATCH = 500;

	private final transient MappingRegistry registry;

	private final transient BiConsumer<SharedSessionContractImplementor, Set<String>> writing;

	private StaleWriteGuard(SessionFactoryImplementor sessionFactory,
			BiConsumer<SharedSessionContractImplementor, Set<String>> writing) {
		this.registry = new MappingRegistry(sessionFactory);
		this.writing = writing;
	}

	/**
	 * Installs a guard in a persistence unit.
	 * @param sessionFactory the factory of the unit's sessions
	 * @param writing told which session is about to write what came from the cache, and
	 * the query spaces of that
	 */
	public static void install(SessionFactoryImplementor sessionFactory,
			BiConsumer<SharedSessionContractImplementor, Set<String>> writing) {
		StaleWriteGuard guard = new StaleWriteGuard(sessionFactory, writing);
		EventListenerRegistry listeners = sessionFactory.getEventEngine().getListenerRegistry();
		listeners.prependListeners(EventType.PRE_UPDATE, guard);
		listeners.prependListeners(EventType.PRE_DELETE, guard);
		listeners.prependListeners(EventType.PRE_COLLECTION_UPDATE, guard);
		listeners.prependListeners(EventType.PRE_COLLECTION_REMOVE, guard);
		listeners.prependListeners(EventType.PRE_COLLECTION_RECREATE, guard);
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		checkEntity(event.getEntity(), event.getPersister(), event.getSession(), written(event));
		return false;
	}

	/**
	 * Returns the attributes that an update writes, or {@code null} if it writes all of
	 * them.
	 */
	private static @Nullable BitSet written(PreUpdateEvent event) {
		EntityPersister persister = event.getPersister();
		@Nullable Object[] before = event.getOldState();
		if (!persister.isDynamicUpdate() || before == null) {
			return null;
		}
		@Nullable Object[] now = event.getState();
		Type[] types = persister.getPropertyTypes();
		BitSet written = new BitSet();
		for (int i = 0; i < types.length; i++) {
			written.set(i, types[i].isDirty(before[i], now[i], event.getSession()));
		}
		return written;
	}

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		checkEntity(event.getEntity(), event.getPersister(), event.getSession(), null);
		return false;
	}

	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		checkCollection(event);
	}

	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		checkCollection(event);
	}

	@Override
	public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
		checkCollection(event);
	}

	private void checkEntity(@Nullable Object entity, EntityPersister persister,
			SharedSessionContractImplementor session, @Nullable BitSet written) {
		RestoredState restored = restored(entity, session);
		Node.EntityNode node = (restored != null) ? restored.unchecked() : null;
		if (entity == null || restored == null || node == null || !(session instanceof SessionImplementor stateful)) {
			return;
		}
		this.writing.accept(session, spaces(persister));
		if (EntityMapping.isVersionCompared(persister)) {
			return;
		}
		if (restored.isStale()
				|| !new EntityRows(this.registry, stateful).isCurrent(entity, node, restored.unchecked(written))) {
			throw stale(entity, persister, session, "its row");
		}
		restored.checked(written);
	}

	private void checkCollection(AbstractCollectionEvent event) {
		Object owner = event.getAffectedOwnerOrNull();
		SessionImplementor session = session(event);
		if (session == null) {
			return;
		}
		RestoredState restored = restored(owner, session);
		CollectionPersister persister = persister(event, session);
		if (owner == null || restored == null || persister == null || persister.isInverse()) {
			return;
		}
		String role = persister.getRole();
		Node.CollectionNode node = restored.unchecked(role);
		EntityPersister ownerPersister = session.getPersistenceContextInternal().getEntry(owner).getPersister();
		if (node == null || node.items() == null || (persister.isVersioned()
				&& this.registry.mappingOf(ownerPersister.getEntityName()).isVersionCompared())) {
			restored.checked(role);
			return;
		}
		this.writing.accept(session,
				Arrays.stream(persister.getCollectionSpaces()).map(Object::toString).collect(Collectors.toSet()));
		PersistentCollection<?> present = (event instanceof PreCollectionRemoveEvent) ? null : event.getCollection();
		if (!new CollectionRows(this.registry, session, this.registry.collectionOf(node.role()), ownerPersister)
			.isCurrent(owner, node, present)) {
			throw stale(owner, ownerPersister, session, "its collection " + role);
		}
		restored.checked(role);
	}

	/**
	 * Compares entities with their rows before this session writes to their tables by
	 * other means than their changes. Afterwards nobody can tell who has changed a row.
	 * What differs already is refused when it is written.
	 * @param session the session that is about to write
	 * @param tables the tables that it is about to write to, or an empty set if they are
	 * not known
	 */
	public static void beforeOwnWrite(SessionImplementor session, Set<String> tables) {
		Map<String, List<Object>> unchecked = new HashMap<>();
		PersistenceContext context = session.getPersistenceContextInternal();
		for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
			RestoredState restored = managed.getValue().getExtraState(RestoredState.class);
			EntityPersister persister = managed.getValue().getPersister();
			if (restored != null && restored.unchecked() != null && !restored.isStale() && persister.isMutable()
					&& !EntityMapping.isVersionCompared(persister) && isOneOf(tables, persister)) {
				unchecked.computeIfAbsent(persister.getEntityName(), (name) -> new ArrayList<>()).add(managed.getKey());
			}
		}
		if (!unchecked.isEmpty()) {
			MappingRegistry registry = new MappingRegistry(session.getFactory());
			unchecked.values().forEach((entities) -> check(registry, session, entities));
		}
	}

	private static void check(MappingRegistry registry, SessionImplementor session, List<Object> entities) {
		for (int from = 0; from < entities.size(); from += BATCH) {
			List<Object> batch = entities.subList(from, Math.min(entities.size(), from + BATCH));
			List<RestoredState> states = batch.stream()
				.map((entity) -> Objects.requireNonNull(restored(entity, session)))
				.toList();
			BitSet current = new EntityRows(registry, session).current(batch, states);
			for (int i = 0; i < states.size(); i++) {
				if (current.get(i)) {
					states.get(i).checked((BitSet) null);
				}
				else {
					states.get(i).stale();
				}
			}
		}
	}

	private static boolean isOneOf(Set<String> tables, EntityPersister persister) {
		if (tables.isEmpty()) {
			return true;
		}
		return spaces(persister).stream().anyMatch(tables::contains);
	}

	private static Set<String> spaces(EntityPersister persister) {
		return Stream.of(persister.getPropertySpaces(), persister.getQuerySpaces())
			.flatMap(Arrays::stream)
			.map(Object::toString)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the mapping of a collection, which older versions of Hibernate do not tell
	 * in the event.
	 */
	private static @Nullable CollectionPersister persister(AbstractCollectionEvent event, SessionImplementor session) {
		CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(event.getCollection());
		if (entry == null) {
			return null;
		}
		return (entry.getLoadedPersister() != null) ? entry.getLoadedPersister() : entry.getCurrentPersister();
	}

	/**
	 * Returns the session that writes a collection, or {@code null} if it manages no
	 * entities. Then the event has none either, and fails if it is asked.
	 */
	private static @Nullable SessionImplementor session(AbstractCollectionEvent event) {
		return (event.getCollection() instanceof AbstractPersistentCollection<?> collection
				&& collection.getSession() instanceof SessionImplementor session) ? session : null;
	}

	private static @Nullable RestoredState restored(@Nullable Object entity, SharedSessionContractImplementor session) {
		EntityEntry entry = (entity != null) ? session.getPersistenceContextInternal().getEntry(entity) : null;
		return (entry != null) ? entry.getExtraState(RestoredState.class) : null;
	}

	private static StaleObjectStateException stale(Object entity, EntityPersister persister,
			SharedSessionContractImplementor session, String what) {
		return new StaleObjectStateException(persister.getEntityName(),
				session.getPersistenceContextInternal().getEntry(entity).getId(),
				"The entity came from the query cache, and " + what
						+ " has changed since. Repeat the transaction, and read the entity in it by a lock or with CacheOptions.none()");
	}

}
