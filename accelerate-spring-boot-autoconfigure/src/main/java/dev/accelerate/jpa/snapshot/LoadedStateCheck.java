package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.tracking.LoadCheck;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link LoadCheck} of whether all entities of a load still have the values of their
 * rows. A callback may change any entity that it can reach. So the state of each entity
 * is taken once, before the first callback that could change it, and compared at the end.
 * As long as no callback runs, no state is taken.
 */
final class LoadedStateCheck implements LoadCheck {

	private final MappingRegistry registry;

	private final Map<Object, EntityMapping> waiting = new IdentityHashMap<>();

	private final Map<Object, State> states = new IdentityHashMap<>();

	private final Map<Object, List<State>> incomplete = new IdentityHashMap<>();

	private final List<CollectionState> collections = new ArrayList<>();

	private final Set<String> callbacks = new TreeSet<>();

	LoadedStateCheck(MappingRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Adds an entity that is being loaded, or loaded again.
	 */
	void add(EntityMapping mapping, Object entity) {
		this.states.remove(withoutProxy(entity));
		this.waiting.put(entity, mapping);
	}

	/**
	 * Records that an entity has been loaded, together with those added before it, and
	 * that its callbacks are about to run. An entity without callbacks counts, too,
	 * because the callback of another may have loaded it.
	 * @param session the session, or {@code null} if the entity is a copy
	 */
	void loaded(EntityMapping mapping, Object entity, @Nullable SharedSessionContractImplementor session) {
		if (mapping.hasCallbacks()) {
			this.callbacks.add(mapping.persister().getEntityName());
		}
		if (this.callbacks.isEmpty()) {
			return;
		}
		if (!this.states.containsKey(entity)) {
			this.waiting.put(entity, mapping);
		}
		Object query = queryOf(entity, session);
		for (State state : Objects.requireNonNullElse(this.incomplete.remove(query), List.<State>of())) {
			state.complete(state(state.mapping(), state.entity()));
		}
		this.waiting.forEach((other, itsMapping) -> {
			Object target = withoutProxy(other);
			if (!this.states.containsKey(target)) {
				take(itsMapping, target, query, session);
			}
		});
		this.waiting.clear();
	}

	/**
	 * Returns the entity behind a proxy. Hibernate names the proxy, if there is one, when
	 * it begins to load an entity.
	 */
	private static Object withoutProxy(Object entity) {
		LazyInitializer initializer = HibernateProxy.extractLazyInitializer(entity);
		return (initializer != null && !initializer.isUninitialized()) ? initializer.getImplementation() : entity;
	}

	private void take(EntityMapping mapping, Object entity, Object query,
			@Nullable SharedSessionContractImplementor session) {
		State state = new State(mapping, entity, state(mapping, entity));
		this.states.put(entity, state);
		if (state.values() == null) {
			return;
		}
		state.values().addWaiting(this.collections);
		if (state.values().isIncomplete()) {
			Object ownQuery = queryOf(entity, session);
			if (ownQuery != query) {
				this.incomplete.computeIfAbsent(ownQuery, (key) -> new ArrayList<>()).add(state);
			}
		}
	}

	/**
	 * Returns the query in progress that loads an entity. A query may load more through a
	 * second query. When the entities of the second are loaded, those of the first are
	 * not complete yet.
	 */
	private Object queryOf(Object entity, @Nullable SharedSessionContractImplementor session) {
		if (session == null) {
			return this;
		}
		PersistenceContext context = session.getPersistenceContextInternal();
		EntityEntry entry = context.getEntry(entity);
		EntityHolder holder = (entry != null) ? context.getEntityHolder(entry.getEntityKey()) : null;
		Object query = (holder != null) ? holder.getJdbcValuesProcessingState() : null;
		return (query != null) ? query : this;
	}

	/**
	 * Takes the items of collections that have just been loaded.
	 */
	void loadedCollections() {
		this.collections.removeIf(CollectionState::takeItems);
	}

	@Override
	public @Nullable String refusal() {
		for (State state : this.states.values()) {
			EntityMapping mapping = state.mapping();
			if (!isSame(state.values(), state(mapping, state.entity()))) {
				return "Mapped attributes of " + mapping.persister().getEntityName()
						+ " were changed after they were loaded, so they no longer match the row. Callbacks "
						+ "(@PostLoad) ran for " + String.join(", ", this.callbacks)
						+ ". Callbacks, and methods that read, should write to @Transient attributes only";
			}
		}
		return null;
	}

	/**
	 * Returns the present state of an entity, or {@code null} if it cannot be taken. That
	 * must not keep the entity from being loaded.
	 */
	private @Nullable MappedState state(EntityMapping mapping, Object entity) {
		if (HibernateProxy.extractLazyInitializer(entity) != null) {
			return null;
		}
		try {
			return MappedState.of(this.registry, mapping, entity);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static boolean isSame(@Nullable MappedState before, @Nullable MappedState after) {
		try {
			return before != null && after != null && before.isSame(after);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * State of an entity before the first callback.
	 *
	 * @param mapping the mapping of the entity
	 * @param entity the entity
	 * @param values its mapped attributes, or {@code null} if they could not be taken
	 */
	private record State(EntityMapping mapping, Object entity, @Nullable MappedState values) {

		void complete(@Nullable MappedState later) {
			if (this.values != null && later != null) {
				this.values.complete(later);
			}
		}

	}

}
