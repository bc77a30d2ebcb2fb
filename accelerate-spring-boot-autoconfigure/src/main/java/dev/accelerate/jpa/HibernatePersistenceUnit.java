package dev.accelerate.jpa;

import javax.sql.DataSource;

import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.invalidation.SqlStatements;
import dev.accelerate.invalidation.TableDirectory;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.signature.ArgumentParts;
import dev.accelerate.snapshot.EntitySnapshots;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * {@link PersistenceUnit} of Hibernate.
 */
final class HibernatePersistenceUnit implements PersistenceUnit {

	private final EntityManagerFactory entityManagerFactory;

	private final SessionFactoryImplementor sessionFactory;

	private final HibernateEntitySnapshots entities;

	private final HibernateArguments arguments;

	private final MappedTables tables;

	private final OpenTransactions transactions;

	/**
	 * Create a persistence unit.
	 * @param entityManagerFactory the factory, as Spring binds its resources by it
	 * @param directory the tracked tables
	 * @param statements where its tables are tracked from now on
	 * @param transactions the transactions in progress
	 */
	HibernatePersistenceUnit(EntityManagerFactory entityManagerFactory, TableDirectory directory,
			SqlStatements statements, OpenTransactions transactions) {
		this.entityManagerFactory = entityManagerFactory;
		this.sessionFactory = entityManagerFactory.unwrap(SessionFactoryImplementor.class);
		this.entities = new HibernateEntitySnapshots(this.sessionFactory);
		this.arguments = new HibernateArguments(this.sessionFactory, this.entities);
		this.tables = new MappedTables(this.sessionFactory, directory, statements);
		this.transactions = transactions;
	}

	@Override
	public EntitySnapshots entities() {
		return this.entities;
	}

	@Override
	public ArgumentParts arguments() {
		return this.arguments;
	}

	@Override
	public @Nullable Tables tables(Class<?> entity) {
		return this.tables.of(entity);
	}

	@Override
	public boolean isTracked() {
		return SessionTracking.isIn(this.sessionFactory);
	}

	@Override
	public PersistenceState state(boolean custom, boolean opaque) {
		return new HibernatePersistenceState(this.entityManagerFactory, this.sessionFactory, this.tables,
				this.transactions, isRouted(), custom, opaque);
	}

	@Override
	public boolean isManagedBy(TransactionManager manager) {
		return !(manager instanceof ResourceTransactionManager resource)
				|| (resource.getResourceFactory() instanceof EntityManagerFactory managed
						&& managed.unwrap(SessionFactoryImplementor.class) == this.sessionFactory);
	}

	@Override
	public @Nullable String hiddenDependency() {
		Object resolver = this.sessionFactory.getSessionFactoryOptions().getCurrentTenantIdentifierResolver();
		if (resolver != null) {
			return "the tenant resolver " + resolver.getClass().getName();
		}
		if (this.sessionFactory.getSessionFactoryOptions().isMultiTenancyEnabled()) {
			return "the tenant each session is opened with";
		}
		for (FilterDefinition filter : this.sessionFactory.getAutoEnabledFilters()) {
			// What its parameters are is decided when a session opens.
			if (!filter.getParameterNames().isEmpty()) {
				return "the filter '" + filter.getFilterName() + "'";
			}
		}
		return isRouted() ? "a routing DataSource" : null;
	}

	/**
	 * Only a factory that Spring has set up as JPA's tells its data source. Of any other,
	 * Hibernate knows what it connects by.
	 */
	private boolean isRouted() {
		DataSource known = (this.entityManagerFactory instanceof EntityManagerFactoryInfo info) ? info.getDataSource()
				: null;
		return RoutingDataSources.contains(known) || RoutingDataSources.contains(connected());
	}

	private @Nullable DataSource connected() {
		ConnectionProvider connections = this.sessionFactory.getServiceRegistry().getService(ConnectionProvider.class);
		return (connections != null && connections.isUnwrappableAs(DataSource.class))
				? connections.unwrap(DataSource.class) : null;
	}

}
