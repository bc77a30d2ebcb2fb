package dev.accelerate.jpa.snapshot;

import org.hibernate.bytecode.enhance.spi.interceptor.SessionAssociableInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.jspecify.annotations.Nullable;

/**
 * Setup of lazy loading after a session was closed
 * ({@code hibernate.enable_lazy_load_no_trans}), for restored entities. A lazy part
 * learns how to load later from the session that it leaves. So each is put into a session
 * and taken out again. That session is opened on demand, and never connects.
 */
final class LazyLoading implements AutoCloseable {

	private final SessionFactoryImplementor sessionFactory;

	private final boolean enabled;

	private @Nullable SessionImplementor session;

	LazyLoading(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
		this.enabled = sessionFactory.getSessionFactoryOptions().isInitializeLazyStateOutsideTransactionsEnabled();
	}

	void prepare(PersistentCollection<?> collection) {
		if (this.enabled) {
			collection.setCurrentSession(session());
			collection.unsetSession(session());
		}
	}

	void prepare(Object instance) {
		if (!this.enabled) {
			return;
		}
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(instance);
		if (proxy != null) {
			proxy.setSession(session());
			proxy.unsetSession();
		}
		else if (instance instanceof PersistentAttributeInterceptable interceptable
				&& interceptable.$$_hibernate_getInterceptor() instanceof SessionAssociableInterceptor lazy) {
			lazy.setSession(session());
			lazy.unsetSession();
		}
	}

	private SessionImplementor session() {
		if (this.session == null) {
			this.session = this.sessionFactory.withOptions()
				.autoJoinTransactions(false)
				.connectionHandlingMode(PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT)
				.openSession();
		}
		return this.session;
	}

	@Override
	public void close() {
		if (this.session != null) {
			this.session.close();
		}
	}

}
