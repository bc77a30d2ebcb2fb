package dev.accelerate.jpa;

import java.util.Map;

import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.resource.transaction.internal.TransactionCoordinatorBuilderInitiator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * {@link ServiceContributor} that puts the {@link TrackingCoordinatorBuilder} before the
 * one that Hibernate chooses, the {@link TrackingJdbcServices} in the place of its own,
 * and the {@link TrackingInspector} before the one of the application, wherever that is
 * set. Hibernate finds it as a service; it does nothing in a persistence unit that is not
 * tracked.
 */
public final class TrackingServiceContributor implements ServiceContributor {

	@Override
	public void contribute(StandardServiceRegistryBuilder builder) {
		if (builder.getSettings().get(SessionTracker.SETTING) instanceof SessionTracker tracking) {
			builder.addInitiator(new Initiator(tracking));
			builder.addInitiator(new JdbcInitiator(tracking));
			StatementInspector own = builder.getBootstrapServiceRegistry()
				.requireService(StrategySelector.class)
				.resolveStrategy(StatementInspector.class, builder.getSettings().get(JdbcSettings.STATEMENT_INSPECTOR));
			builder.applySetting(JdbcSettings.STATEMENT_INSPECTOR, new TrackingInspector(tracking, own));
		}
	}

	private record Initiator(
			SessionTracker tracking) implements StandardServiceInitiator<TransactionCoordinatorBuilder> {

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

	private record JdbcInitiator(SessionTracker tracking) implements StandardServiceInitiator<JdbcServices> {

		@Override
		public JdbcServices initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
			return new TrackingJdbcServices(this.tracking);
		}

		@Override
		public Class<JdbcServices> getServiceInitiated() {
			return JdbcServices.class;
		}

	}

}
