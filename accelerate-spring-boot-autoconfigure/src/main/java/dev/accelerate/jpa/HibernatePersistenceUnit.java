package dev.accelerate.jpa;

import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.signature.ArgumentParts;
import dev.accelerate.snapshot.EntitySnapshots;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link PersistenceUnit} of Hibernate.
 */
final class HibernatePersistenceUnit implements PersistenceUnit {

	private final EntityManagerFactory entityManagerFactory;

	private final SessionFactoryImplementor sessionFactory;

	private final HibernateEntitySnapshots entities;

	private final OpenTransactions transactions;

	private final Supplier<@Nullable PlatformTransactionManager> transactionManager;

	/**
	 * Create a persistence unit.
	 * @param entityManagerFactory the factory, as Spring binds its resources by it
	 * @param transactions the transactions in progress
	 * @param transactionManager supplies the transaction manager of the unit, if there is
	 * one
	 */
	HibernatePersistenceUnit(EntityManagerFactory entityManagerFactory, OpenTransactions transactions,
			Supplier<@Nullable PlatformTransactionManager> transactionManager) {
		this.entityManagerFactory = entityManagerFactory;
		this.sessionFactory = entityManagerFactory.unwrap(SessionFactoryImplementor.class);
		this.entities = new HibernateEntitySnapshots(this.sessionFactory);
		this.transactions = transactions;
		this.transactionManager = transactionManager;
	}

	@Override
	public EntitySnapshots entities() {
		return this.entities;
	}

	@Override
	public ArgumentParts arguments() {
		return new HibernateArguments(this.sessionFactory, this.entities);
	}

	@Override
	public PersistenceState state(boolean opaque) {
		return new HibernatePersistenceState(this.entityManagerFactory, this.sessionFactory, this.transactions,
				this.transactionManager, isRouted(), opaque);
	}

	@Override
	public @Nullable String hiddenDependency() {
		Object resolver = this.sessionFactory.getSessionFactoryOptions().getCurrentTenantIdentifierResolver();
		if (resolver != null) {
			return "the tenant resolver " + resolver.getClass().getName();
		}
		for (FilterDefinition filter : this.sessionFactory.getAutoEnabledFilters()) {
			// What its parameters are is decided when a session opens.
			if (!filter.getParameterNames().isEmpty()) {
				return "the filter '" + filter.getFilterName() + "'";
			}
		}
		return isRouted() ? "a routing DataSource" : null;
	}

	private boolean isRouted() {
		DataSource dataSource = (this.entityManagerFactory instanceof EntityManagerFactoryInfo info)
				? info.getDataSource() : null;
		return RoutingDataSources.contains(dataSource);
	}

}
