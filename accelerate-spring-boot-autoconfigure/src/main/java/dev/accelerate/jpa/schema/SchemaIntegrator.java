package dev.accelerate.jpa.schema;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@link Integrator} that shows the mappings of a persistence unit to the
 * {@link SchemaTracker}. Hibernate finds it as a service. It does nothing in a
 * persistence unit that is not tracked.
 */
public final class SchemaIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		if (setting(bootstrapContext.getServiceRegistry()) instanceof SchemaTracker tracker) {
			tracker.track(sessionFactory, MappedReach.of(metadata), MappedNames.of(metadata));
		}
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		if (setting(serviceRegistry) instanceof SchemaTracker tracker) {
			tracker.forget(sessionFactory);
		}
	}

	private static @Nullable Object setting(ServiceRegistry services) {
		return services.requireService(ConfigurationService.class).getSettings().get(SchemaTracker.SETTING);
	}

}
