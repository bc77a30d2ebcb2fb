package dev.accelerate.jpa;

import dev.accelerate.jpa.snapshot.StaleWriteGuard;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * {@link Integrator} that has the callbacks of entities watched in every tracked
 * persistence unit, and its rows told apart. Hibernate finds it as a service.
 */
public final class CallbackWatchIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		TrackingInspector inspector = TrackingInspector.of(sessionFactory);
		if (inspector != null) {
			inspector.tracker().watchCallbacks(sessionFactory);
			inspector.tracker().registerRows(sessionFactory);
			StaleWriteGuard.install(sessionFactory, inspector.tracker()::writingFromCache);
		}
	}

}
