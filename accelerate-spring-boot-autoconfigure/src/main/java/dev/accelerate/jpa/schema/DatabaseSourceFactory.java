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
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Factory of a {@link DatabaseSource} for each database that a persistence unit connects
 * to. A routing data source leads to all its targets, because on a thread of the cache it
 * has nothing to choose by.
 */
final class DatabaseSourceFactory {

	private DatabaseSourceFactory() {
	}

	/**
	 * Creates the sources of the targets that there are at this moment. Others may be
	 * added later.
	 */
	static List<DatabaseSource> create(SessionFactoryImplementor sessionFactory) {
		Map<DataSource, String> targets = new HashMap<>();
		for (DataSource part : DataSourceChain.of(sessionFactory)) {
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
	 * Returns the targets of a routing data source and their names. There are none if it
	 * chooses in a way of its own.
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
	 * Database that Hibernate connects to by whatever means.
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
