package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.tracking.LoadTracker;
import org.hibernate.Interceptor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;
import org.jspecify.annotations.Nullable;

/**
 * {@link PostLoadEventListener} that stands before Hibernate's own, and watches what the
 * application does to entities while a load is in progress. Callbacks run for every copy,
 * and may do anything to it. But the values that are stored must be those of the row, and
 * not what a callback made of them for one caller. So a {@link LoadedStateCheck} takes
 * the states of all entities of the load before a callback runs. Event listeners and
 * interceptors of the application are not called for copies, so nothing that they have
 * seen is stored.
 */
public final class CallbackWatch
		implements PostLoadEventListener, PreLoadEventListener, InitializeCollectionEventListener {

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

	private final LoadTracker loads;

	private final MappingRegistry registry;

	private CallbackWatch(PostLoadEventListener next, LoadTracker loads, SessionFactoryImplementor sessionFactory) {
		this.next = next;
		this.loads = loads;
		this.registry = new MappingRegistry(sessionFactory);
	}

	/**
	 * Installs a watch in a persistence unit.
	 */
	public static void install(SessionFactoryImplementor sessionFactory, LoadTracker loads) {
		List<PostLoadEventListener> listeners = new ArrayList<>();
		for (PostLoadEventListener listener : listeners(sessionFactory, EventType.POST_LOAD)) {
			if (isOfHibernate(listener.getClass())) {
				CallbackWatch watch = new CallbackWatch(listener, loads, sessionFactory);
				listeners.add(watch);
				sessionFactory.getEventEngine().getListenerRegistry().appendListeners(EventType.PRE_LOAD, watch);
				sessionFactory.getEventEngine().getListenerRegistry().appendListeners(EventType.INIT_COLLECTION, watch);
			}
			else {
				listeners.add(listener);
			}
		}
		sessionFactory.getEventEngine()
			.getListenerRegistry()
			.setListeners(EventType.POST_LOAD, listeners.toArray(PostLoadEventListener[]::new));
	}

	/**
	 * Returns the watch of a persistence unit, or {@code null} if its callbacks are not
	 * watched.
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
	 * Checks that the application can do to copies of an entity what it does to entities
	 * when they are loaded.
	 * @throws UnsupportedResultException if it uses listeners that are not called for
	 * copies, or callbacks that are not watched
	 */
	static void check(EntityMapping mapping, SessionFactoryImplementor sessionFactory) {
		String listener = listenerOf(sessionFactory);
		if (listener != null) {
			throw new UnsupportedResultException(refusal(listener));
		}
		if (mapping.hasCallbacks() && of(sessionFactory) == null) {
			throw new UnsupportedResultException("Callbacks of " + mapping.persister().getEntityName()
					+ ", which are not watched in this persistence unit");
		}
	}

	/**
	 * Returns whether anyone but Hibernate sees every entity of a persistence unit when
	 * it is loaded: the application, or a load in progress on this thread.
	 */
	static boolean isObserved(SessionFactoryImplementor sessionFactory) {
		CallbackWatch watch = of(sessionFactory);
		return watch == null || watch.loads.isLoading() || listenerOf(sessionFactory) != null;
	}

	/**
	 * Returns the class of a listener of the application that sees every entity of a
	 * persistence unit when it is loaded, or {@code null} if there is none.
	 */
	private static @Nullable String listenerOf(SessionFactoryImplementor sessionFactory) {
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
	 * Returns the listeners to an event. Hibernate deprecates this in favor of firing
	 * events at them, but there is no other way to learn which listeners there are.
	 */
	@SuppressWarnings("deprecation")
	private static <T> Iterable<T> listeners(SessionFactoryImplementor sessionFactory, EventType<T> type) {
		return sessionFactory.getEventEngine().getListenerRegistry().getEventListenerGroup(type).listeners();
	}

	/**
	 * Explains why entities that a listener sees are not stored.
	 */
	private static String refusal(String listener) {
		return listener + " listens to Hibernate when entities are loaded, and is not called for copies. Instead of an "
				+ "event listener or interceptor, use @PostLoad or an entity listener, which run for every copy";
	}

	private static boolean isOfHibernate(Class<?> type) {
		return type.getName().startsWith("org.hibernate.");
	}

	@Override
	public void onPreLoad(PreLoadEvent event) {
		Object entity = event.getEntity();
		LoadedStateCheck states = (entity != null) ? states() : null;
		if (entity != null && states != null) {
			states.add(this.registry.mappingOf(event.getPersister().getEntityName()), entity);
		}
	}

	@Override
	public void onPostLoad(PostLoadEvent event) {
		if (this.loads.isLoading()) {
			Interceptor interceptor = event.getSession().getInterceptor();
			String listener = INTERCEPTS_LOADS.get(interceptor.getClass()) ? interceptor.getClass().getName()
					: listenerOf(event.getSession().getFactory());
			if (listener != null) {
				this.loads.refuse(refusal(listener));
			}
			LoadedEntities loaded = loaded();
			if (loaded != null) {
				loaded.add(event.getEntity());
			}
			LoadedStateCheck states = states();
			if (states != null) {
				states.loaded(this.registry.mappingOf(event.getPersister().getEntityName()), event.getEntity(),
						event.getSession());
			}
		}
		this.next.onPostLoad(event);
	}

	@Override
	public void onInitializeCollection(InitializeCollectionEvent event) {
		LoadedStateCheck states = states();
		if (states != null) {
			states.loadedCollections();
		}
	}

	/**
	 * Returns the entities of the load in progress on this thread, or {@code null} if
	 * there is no load.
	 */
	@Nullable LoadedEntities loaded() {
		return this.loads.check(this.registry, LoadedEntities.class, LoadedEntities::new);
	}

	/**
	 * Returns the check of the load in progress on this thread, or {@code null} if there
	 * is no load, or if no entity has callbacks.
	 */
	@Nullable LoadedStateCheck states() {
		return this.registry.hasCallbacks()
				? this.loads.check(this, LoadedStateCheck.class, () -> new LoadedStateCheck(this.registry)) : null;
	}

}
