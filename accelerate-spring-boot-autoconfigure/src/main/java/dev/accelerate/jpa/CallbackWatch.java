package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.core.LoadScopes;
import org.hibernate.Interceptor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.jspecify.annotations.Nullable;

/**
 * {@link PostLoadEventListener} in the place of Hibernate's own, which it calls. While a
 * load is in progress, it watches what the application does to entities as they are
 * loaded. Callbacks run for every copy, so that they may do anything to it; but the
 * values that are kept must be those of the row and not what a callback made of them for
 * one caller. What listens to Hibernate itself sees no copy, so that nothing is kept that
 * it has seen.
 */
final class CallbackWatch implements PostLoadEventListener {

	private static final List<String> INTERCEPTED = List.of("onLoad", "instantiate", "getEntity");

	private static final ClassValue<Boolean> INTERCEPTS_LOADS = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return Arrays.stream(type.getMethods())
				.anyMatch((method) -> INTERCEPTED.contains(method.getName())
						&& !isOfHibernate(method.getDeclaringClass()));
		}

	};

	private final PostLoadEventListener next;

	private final LoadScopes scopes;

	private final HibernateEntitySnapshots snapshots;

	/**
	 * Entities that callbacks have loaded which are running on this thread.
	 */
	private final ThreadLocal<List<Loaded>> loaded = new ThreadLocal<>();

	private CallbackWatch(PostLoadEventListener next, LoadScopes scopes, SessionFactoryImplementor sessionFactory) {
		this.next = next;
		this.scopes = scopes;
		this.snapshots = new HibernateEntitySnapshots(sessionFactory);
	}

	/**
	 * Watches the callbacks of a persistence unit from now on.
	 */
	static void install(SessionFactoryImplementor sessionFactory, LoadScopes scopes) {
		List<PostLoadEventListener> listeners = new ArrayList<>();
		for (PostLoadEventListener listener : listeners(sessionFactory, EventType.POST_LOAD)) {
			listeners.add(isOfHibernate(listener.getClass()) ? new CallbackWatch(listener, scopes, sessionFactory)
					: listener);
		}
		sessionFactory.getEventEngine()
			.getListenerRegistry()
			.setListeners(EventType.POST_LOAD, listeners.toArray(PostLoadEventListener[]::new));
	}

	/**
	 * Returns the watch of a persistence unit, or {@code null} if nobody watches its
	 * callbacks.
	 */
	static @Nullable CallbackWatch of(SessionFactoryImplementor sessionFactory) {
		for (Object listener : listeners(sessionFactory, EventType.POST_LOAD)) {
			if (listener instanceof CallbackWatch watch) {
				return watch;
			}
		}
		return null;
	}

	/**
	 * Returns the class of a listener of the application that sees every entity of a
	 * persistence unit when it is loaded, or {@code null} if there is none.
	 */
	static @Nullable String listenerOf(SessionFactoryImplementor sessionFactory) {
		for (EventType<?> type : List.of(EventType.POST_LOAD, EventType.PRE_LOAD)) {
			for (Object listener : listeners(sessionFactory, type)) {
				if (!isOfHibernate(listener.getClass()) && !(listener instanceof CallbackWatch)) {
					return listener.getClass().getName();
				}
			}
		}
		return null;
	}

	/**
	 * Returns the listeners. Hibernate would rather fire events at them, but no other way
	 * tells who they are.
	 */
	@SuppressWarnings("deprecation")
	private static <T> Iterable<T> listeners(SessionFactoryImplementor sessionFactory, EventType<T> type) {
		return sessionFactory.getEventEngine().getListenerRegistry().getEventListenerGroup(type).listeners();
	}

	/**
	 * Says that a listener keeps its entities from being kept.
	 */
	static String refusal(String listener) {
		return listener + " listens to Hibernate when entities are loaded, and is not called for copies. What it does "
				+ "by an event listener or interceptor, do it by @PostLoad or an entity listener, which run for every copy";
	}

	private static boolean isOfHibernate(Class<?> type) {
		return type.getName().startsWith("org.hibernate.");
	}

	@Override
	public void onPostLoad(PostLoadEvent event) {
		if (!this.scopes.isLoading()) {
			this.next.onPostLoad(event);
			return;
		}
		Interceptor interceptor = event.getSession().getInterceptor();
		String listener = INTERCEPTS_LOADS.get(interceptor.getClass()) ? interceptor.getClass().getName()
				: listenerOf(event.getSession().getFactory());
		if (listener != null) {
			this.scopes.refuse(refusal(listener));
		}
		EntityMapping mapping = this.snapshots.mappingOf(event.getPersister().getEntityName());
		if (mapping.hasCallbacks()) {
			watch(mapping, event.getEntity(), () -> this.next.onPostLoad(event));
		}
		else {
			this.next.onPostLoad(event);
		}
		List<Loaded> loadedByCallback = this.loaded.get();
		if (loadedByCallback != null) {
			loadedByCallback.add(new Loaded(mapping, event.getEntity(), stateAlone(mapping, event.getEntity())));
		}
	}

	/**
	 * Runs the callbacks of an entity or of a copy. A load that is in progress must keep
	 * nothing if they change what is mapped: it may be made of the changed values.
	 */
	void run(EntityMapping mapping, Object entity, Runnable callbacks) {
		if (this.scopes.isLoading()) {
			watch(mapping, entity, callbacks);
		}
		else {
			callbacks.run();
		}
	}

	private void watch(EntityMapping mapping, Object entity, Runnable callbacks) {
		MappedState before = state(mapping, entity);
		boolean same = runAndCompareLoaded(callbacks);
		if (!same || !isSame(before, state(mapping, entity))) {
			this.scopes.refuse("A callback (@PostLoad) of " + mapping.persister().getEntityName()
					+ " changes mapped attributes when it is loaded, its own or another entity's, so that they are "
					+ "not those of the row. Let it write to attributes that are @Transient");
		}
	}

	/**
	 * Runs callbacks, which may load other entities and change those.
	 * @return whether these are as they were loaded
	 */
	private boolean runAndCompareLoaded(Runnable callbacks) {
		if (this.loaded.get() != null) {
			// The callback that runs around these compares.
			callbacks.run();
			return true;
		}
		List<Loaded> loadedByCallback = new ArrayList<>();
		this.loaded.set(loadedByCallback);
		try {
			callbacks.run();
		}
		finally {
			this.loaded.remove();
		}
		return loadedByCallback.stream()
			.allMatch((other) -> isSame(other.state(), stateAlone(other.mapping(), other.entity())));
	}

	/**
	 * Returns the present state, or {@code null} if it cannot be told, which must not
	 * keep the entity from being loaded.
	 */
	private @Nullable MappedState state(EntityMapping mapping, Object entity) {
		try {
			return MappedState.of(this.snapshots, mapping, entity);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private @Nullable MappedState stateAlone(EntityMapping mapping, Object entity) {
		try {
			return MappedState.ofAlone(this.snapshots, mapping, entity);
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
	 * Entity that a callback has loaded, in the state that its own callbacks left.
	 */
	private record Loaded(EntityMapping mapping, Object entity, @Nullable MappedState state) {
	}

}
