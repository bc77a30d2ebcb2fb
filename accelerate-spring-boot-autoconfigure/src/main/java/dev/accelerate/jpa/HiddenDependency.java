package dev.accelerate.jpa;

import javax.sql.DataSource;

import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of a persistence unit depends on, and no query tells: the tenant, a
 * filter, the route of a connection.
 */
final class HiddenDependency {

	private HiddenDependency() {
	}

	/**
	 * Return what the answers of a unit depend on, or {@code null} if there is nothing.
	 * @param dataSource the data source that Spring knows it has, if it knows one
	 */
	static @Nullable String of(SessionFactoryImplementor sessionFactory, @Nullable DataSource dataSource) {
		SessionFactoryOptions options = sessionFactory.getSessionFactoryOptions();
		Object resolver = options.getCurrentTenantIdentifierResolver();
		if (resolver != null) {
			return "the tenant resolver " + resolver.getClass().getName();
		}
		if (options.isMultiTenancyEnabled()) {
			return "the tenant each session is opened with";
		}
		for (FilterDefinition filter : sessionFactory.getAutoEnabledFilters()) {
			// What its parameters are is decided when a session opens.
			if (!filter.getParameterNames().isEmpty()) {
				return "the filter '" + filter.getFilterName() + "'";
			}
		}
		return isRouted(sessionFactory, dataSource) ? "a routing DataSource" : null;
	}

	/**
	 * Return whether connections are chosen by something the cache does not see.
	 */
	static boolean isRouted(SessionFactoryImplementor sessionFactory, @Nullable DataSource dataSource) {
		return RoutingDataSources.contains(dataSource) || RoutingDataSources.contains(connected(sessionFactory));
	}

	/**
	 * Only a factory that Spring has set up as JPA's tells its data source. Of any other,
	 * Hibernate knows what it connects by.
	 */
	private static @Nullable DataSource connected(SessionFactoryImplementor sessionFactory) {
		ConnectionProvider connections = sessionFactory.getServiceRegistry().getService(ConnectionProvider.class);
		return (connections != null && connections.isUnwrappableAs(DataSource.class))
				? connections.unwrap(DataSource.class) : null;
	}

}
