package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.jpa.unkeyed.DataSourceChain;
import org.hibernate.cfg.PersistenceSettings;
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
final class DatabaseSourceFactory {

	private DatabaseSourceFactory() {
	}

	/**
	 * Returns the databases at this moment: routes may be added later.
	 */
	static List<DatabaseSource> create(SessionFactoryImplementor sessionFactory) {
		Map<DataSource, String> targets = new HashMap<>();
		for (DataSource part : DataSourceChain.of(dataSource(sessionFactory))) {
			if (part instanceof AbstractRoutingDataSource routing) {
				targets(routing).forEach(targets::putIfAbsent);
			}
		}
		if (!targets.isEmpty()) {
			return targets.entrySet()
				.stream()
				.<DatabaseSource>map((target) -> new Pooled(target.getKey(), target.getValue()))
				.toList();
		}
		return List.of(new Unit(sessionFactory));
	}

	/**
	 * One that chooses by a way of its own need not have set up any.
	 */
	private static Map<DataSource, String> targets(AbstractRoutingDataSource routing) {
		try {
			Map<DataSource, String> targets = new HashMap<>();
			routing.getResolvedDataSources()
				.forEach((key, target) -> targets.putIfAbsent(target,
						"the target '" + key + "' of a routing data source"));
			DataSource fallback = routing.getResolvedDefaultDataSource();
			if (fallback != null) {
				targets.putIfAbsent(fallback, "the default target of a routing data source");
			}
			return targets;
		}
		catch (IllegalStateException ex) {
			return Map.of();
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
	private record Pooled(DataSource dataSource, String name) implements DatabaseSource {

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
	private record Unit(SessionFactoryImplementor sessionFactory) implements DatabaseSource {

		@Override
		public String name() {
			return "the database of the persistence unit '"
					+ this.sessionFactory.getProperties().get(PersistenceSettings.PERSISTENCE_UNIT_NAME) + "'";
		}

		@Override
		public Connection open() throws SQLException {
			return connections().obtainConnection();
		}

		@Override
		public void close(Connection connection) throws SQLException {
			connections().releaseConnection(connection);
		}

		private JdbcConnectionAccess connections() {
			return this.sessionFactory.getServiceRegistry()
				.requireService(JdbcServices.class)
				.getBootstrapJdbcConnectionAccess();
		}

	}

}
