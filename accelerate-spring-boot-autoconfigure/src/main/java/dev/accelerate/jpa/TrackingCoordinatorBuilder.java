package dev.accelerate.jpa;

import java.util.Map;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.exec.JdbcContext;

/**
 * {@link TransactionCoordinatorBuilder} that tracks every session from the moment it
 * opens. Every session, stateful or stateless, passes through here. No other extension
 * point hears of every transaction.
 */
final class TrackingCoordinatorBuilder
		implements TransactionCoordinatorBuilder, ServiceRegistryAwareService, Configurable {

	private final transient TransactionCoordinatorBuilder delegate;

	private final transient SessionTracker tracker;

	TrackingCoordinatorBuilder(TransactionCoordinatorBuilder delegate, SessionTracker tracker) {
		this.delegate = delegate;
		this.tracker = tracker;
	}

	/**
	 * Hands on the services, of which that of JTA needs its platform.
	 */
	@Override
	public void injectServices(ServiceRegistryImplementor registry) {
		if (this.delegate instanceof ServiceRegistryAwareService aware) {
			aware.injectServices(registry);
		}
	}

	@Override
	public void configure(Map<String, Object> settings) {
		if (this.delegate instanceof Configurable configurable) {
			configurable.configure(settings);
		}
	}

	/**
	 * Returns whether the sessions of a persistence unit are tracked.
	 */
	static boolean isIn(SessionFactoryImplementor sessionFactory) {
		return TrackingInspector.of(sessionFactory) != null && sessionFactory.getServiceRegistry()
			.requireService(TransactionCoordinatorBuilder.class) instanceof TrackingCoordinatorBuilder;
	}

	@Override
	public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
		TransactionCoordinator coordinator = this.delegate.buildTransactionCoordinator(owner, options);
		if (options instanceof SharedSessionContractImplementor session) {
			SessionTransaction transaction = new SessionTransaction(this.tracker, session);
			session.getEventListenerManager().addListener(new TrackedSession(this.tracker, session, transaction));
			coordinator.addObserver(transaction);
			this.tracker.opening(session);
		}
		return coordinator;
	}

	@Override
	public boolean isJta() {
		return this.delegate.isJta();
	}

	@Override
	public PhysicalConnectionHandlingMode getDefaultConnectionHandlingMode() {
		return this.delegate.getDefaultConnectionHandlingMode();
	}

	@Override
	public DdlTransactionIsolator buildDdlTransactionIsolator(JdbcContext jdbcContext) {
		return this.delegate.buildDdlTransactionIsolator(jdbcContext);
	}

}
