package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.accelerate.catalog.DatabaseSource;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Databases that a persistence unit connects to: all that a routing data source may
 * choose, since it has nothing to choose by on a thread of ours.
 */
final class ConnectedDatabases {

	private ConnectedDatabases() {
	}

	/**
	 * Returns the databases at this moment: routes may be added later.
	 */
	static List<DatabaseSource> of(SessionFactoryImplementor sessionFactory) {
		Set<DataSource> targets = new HashSet<>();
		for (DataSource part : DataSourceChain.of(dataSource(sessionFactory))) {
			if (part instanceof AbstractRoutingDataSource routing) {
				targets.addAll(targets(routing));
			}
		}
		if (!targets.isEmpty()) {
			return targets.stream().<DatabaseSource>map(Pooled::new).toList();
		}
		return List.of(new Unit(sessionFactory.getServiceRegistry()
			.requireService(JdbcServices.class)
			.getBootstrapJdbcConnectionAccess()));
	}

	/**
	 * One that chooses by a way of its own need not have set up any.
	 */
	private static Set<DataSource> targets(AbstractRoutingDataSource routing) {
		try {
			Set<DataSource> targets = new HashSet<>(routing.getResolvedDataSources().values());
			DataSource fallback = routing.getResolvedDefaultDataSource();
			if (fallback != null) {
				targets.add(fallback);
			}
			return targets;
		}
		catch (IllegalStateException ex) {
			return Set.of();
		}
	}

	private static @Nullable DataSource dataSource(SessionFactoryImplementor sessionFactory) {
		ConnectionProvider connections = sessionFactory.getServiceRegistry().getService(ConnectionProvider.class);
		return (connections != null && connections.isUnwrappableAs(DataSource.class))
				? connections.unwrap(DataSource.class) : null;
	}

	/**
	 * Database that a data source connects to.
	 */
	private record Pooled(DataSource dataSource) implements DatabaseSource {

		@Override
		public Connection open() throws SQLException {
			return this.dataSource.getConnection();
		}

		@Override
		public void close(Connection connection) throws SQLException {
			connection.close();
		}

	}

	/**
	 * Database that Hibernate connects to, whatever it does so by.
	 */
	private record Unit(JdbcConnectionAccess connections) implements DatabaseSource {

		@Override
		public Connection open() throws SQLException {
			return this.connections.obtainConnection();
		}

		@Override
		public void close(Connection connection) throws SQLException {
			this.connections.releaseConnection(connection);
		}

	}

}
