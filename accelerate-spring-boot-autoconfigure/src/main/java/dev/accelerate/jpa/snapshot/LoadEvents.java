package dev.accelerate.jpa.snapshot;

import dev.accelerate.snapshot.RestoreCallbackException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;

/**
 * Publisher of the events by which Hibernate tells that entities are loaded. A restored
 * entity causes those that a query would cause. If only Hibernate's own listeners are
 * there, which do nothing but call the callbacks of an entity, an entity without
 * callbacks causes none.
 */
final class LoadEvents {

	private final PreLoadEvent preLoad;

	private final PostLoadEvent postLoad;

	private final EventListenerGroup<PreLoadEventListener> preLoadListeners;

	private final EventListenerGroup<PostLoadEventListener> postLoadListeners;

	private final boolean intercepted;

	private final boolean observed;

	LoadEvents(SessionImplementor session) {
		this.preLoad = new PreLoadEvent(session.asEventSource());
		this.postLoad = new PostLoadEvent(session.asEventSource());
		this.preLoadListeners = session.getFactory().getEventListenerGroups().eventListenerGroup_PRE_LOAD;
		this.postLoadListeners = session.getFactory().getEventListenerGroups().eventListenerGroup_POST_LOAD;
		this.intercepted = !session.getInterceptor().getClass().getName().startsWith("org.hibernate.");
		this.observed = this.intercepted || CallbackWatch.isObserved(session.getFactory());
	}

	/**
	 * Returns whether an interceptor of the application is asked for every instance.
	 */
	boolean isIntercepted() {
		return this.intercepted;
	}

	/**
	 * Returns whether anything happens when an entity is loaded.
	 */
	boolean isPublished(EntityMapping mapping) {
		return this.observed || mapping.hasCallbacks();
	}

	/**
	 * Tells that an entity gets its values, which listeners may change.
	 */
	void beforeLoad(RestoredEntity entity) {
		this.preLoad.setEntity(entity.instance())
			.setState(entity.values())
			.setId(entity.id())
			.setPersister(entity.persister());
		this.preLoadListeners.fireEventOnEachListener(this.preLoad, PreLoadEventListener::onPreLoad);
	}

	/**
	 * Tells that an entity has been loaded, which calls the callbacks of the application.
	 * What they throw concerns the caller: by now the session holds the entities, so that
	 * a query would not call them again.
	 */
	void afterLoad(RestoredEntity entity) {
		try {
			this.postLoad.setEntity(entity.instance()).setId(entity.id()).setPersister(entity.persister());
			this.postLoadListeners.fireEventOnEachListener(this.postLoad, PostLoadEventListener::onPostLoad);
		}
		catch (RuntimeException ex) {
			throw new RestoreCallbackException(ex);
		}
	}

}
