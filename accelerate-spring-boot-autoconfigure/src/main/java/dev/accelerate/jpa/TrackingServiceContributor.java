package dev.accelerate.jpa;

import java.util.Map;

import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.resource.transaction.internal.TransactionCoordinatorBuilderInitiator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * {@link ServiceContributor} that puts the {@link TrackingCoordinatorBuilder} before the
 * one that Hibernate chooses. Hibernate finds it as a service; it does nothing in a
 * persistence unit that is not tracked.
 */
public final class TrackingServiceContributor implements ServiceContributor {

	@Override
	public void contribute(StandardServiceRegistryBuilder builder) {
		if (builder.getSettings().get(SessionTracking.SETTING) instanceof SessionTracking tracking) {
			builder.addInitiator(new Initiator(tracking));
		}
	}

	private record Initiator(
			SessionTracking tracking) implements StandardServiceInitiator<TransactionCoordinatorBuilder> {

		@Override
		public TransactionCoordinatorBuilder initiateService(Map<String, Object> settings,
				ServiceRegistryImplementor registry) {
			return new TrackingCoordinatorBuilder(
					TransactionCoordinatorBuilderInitiator.INSTANCE.initiateService(settings, registry), this.tracking);
		}

		@Override
		public Class<TransactionCoordinatorBuilder> getServiceInitiated() {
			return TransactionCoordinatorBuilder.class;
		}

	}

}
