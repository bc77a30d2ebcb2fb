package dev.accelerate.jpa;

import java.util.Map;

import dev.accelerate.jpa.rows.TrackingMutationService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.jdbc.mutation.internal.MutationExecutorServiceInitiator;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.resource.transaction.internal.TransactionCoordinatorBuilderInitiator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * {@link ServiceContributor} that puts the {@link TrackingCoordinatorBuilder} before the
 * builder that Hibernate chooses, the {@link TrackingJdbcServices} in the place of
 * Hibernate's own, and the {@link TrackingInspector} before the inspector of the
 * application, wherever that is set. Hibernate finds the contributor as a service. It
 * does nothing in a persistence unit that is not tracked.
 */
public final class TrackingServiceContributor implements ServiceContributor {

	private static final Log logger = LogFactory.getLog(TrackingServiceContributor.class);

	@Override
	public void contribute(StandardServiceRegistryBuilder builder) {
		if (builder.getSettings().get(SessionTracker.SETTING) instanceof SessionTracker tracker) {
			builder.addInitiator(new Initiator(tracker));
			builder.addInitiator(new JdbcInitiator(tracker));
			if (TrackingMutationService.isUsable()) {
				builder.addInitiator(new MutationInitiator(tracker));
			}
			else {
				logger.info("This version of Hibernate does not tell which rows it writes. "
						+ "Each write invalidates all results of its tables");
			}
			StatementInspector own = builder.getBootstrapServiceRegistry()
				.requireService(StrategySelector.class)
				.resolveStrategy(StatementInspector.class, builder.getSettings().get(JdbcSettings.STATEMENT_INSPECTOR));
			builder.applySetting(JdbcSettings.STATEMENT_INSPECTOR, new TrackingInspector(tracker, own));
		}
	}

	private record Initiator(
			SessionTracker tracker) implements StandardServiceInitiator<TransactionCoordinatorBuilder> {

		@Override
		public TransactionCoordinatorBuilder initiateService(Map<String, Object> settings,
				ServiceRegistryImplementor registry) {
			return new TrackingCoordinatorBuilder(
					TransactionCoordinatorBuilderInitiator.INSTANCE.initiateService(settings, registry), this.tracker);
		}

		@Override
		public Class<TransactionCoordinatorBuilder> getServiceInitiated() {
			return TransactionCoordinatorBuilder.class;
		}

	}

	private record MutationInitiator(
			SessionTracker tracker) implements StandardServiceInitiator<MutationExecutorService> {

		@Override
		public MutationExecutorService initiateService(Map<String, Object> settings,
				ServiceRegistryImplementor registry) {
			return new TrackingMutationService(
					MutationExecutorServiceInitiator.INSTANCE.initiateService(settings, registry), this.tracker.rows());
		}

		@Override
		public Class<MutationExecutorService> getServiceInitiated() {
			return MutationExecutorService.class;
		}

	}

	private record JdbcInitiator(SessionTracker tracker) implements StandardServiceInitiator<JdbcServices> {

		@Override
		public JdbcServices initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
			return new TrackingJdbcServices(this.tracker);
		}

		@Override
		public Class<JdbcServices> getServiceInitiated() {
			return JdbcServices.class;
		}

	}

}
