package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.jpa.unkeyed.DataSourceChain;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.PersistenceSettings;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Database that one or more persistence units connect to.
 *
 * @param dataSource the data source that they connect by
 * @param leading what leads to the database, by identity: the parts of the data source
 * and the session factories
 */
public record UnitDatabase(DataSource dataSource, Set<Object> leading) {

	/**
	 * Returns the databases of some persistence units. Units that share a data source, or
	 * a part of it, share a database.
	 * @param factories the entity manager factories of the units
	 * @return the databases, in the order of the units
	 * @throws AccelerateException with {@link ErrorCode#P6001} if a unit connects to more
	 * than one database, or in a way that is not known
	 */
	public static List<UnitDatabase> of(Collection<EntityManagerFactory> factories) {
		List<UnitDatabase> databases = new ArrayList<>();
		for (EntityManagerFactory factory : factories) {
			add(databases, factory.unwrap(SessionFactoryImplementor.class));
		}
		return databases;
	}

	private static void add(List<UnitDatabase> databases, SessionFactoryImplementor sessionFactory) {
		if (sessionFactory.getServiceRegistry().getService(MultiTenantConnectionProvider.class) != null) {
			throw refused(sessionFactory, "connects to a database or a schema for each tenant by a "
					+ "MultiTenantConnectionProvider, which tells nobody where a transaction writes");
		}
		List<DataSource> parts = DataSourceChain.of(sessionFactory);
		if (parts.isEmpty()) {
			throw refused(sessionFactory, "does not connect by a DataSource");
		}
		if (parts.stream().anyMatch(AbstractRoutingDataSource.class::isInstance)) {
			throw refused(sessionFactory, "connects by a routing DataSource, which may lead to several databases");
		}
		UnitDatabase database = databases.stream()
			.filter((known) -> parts.stream().anyMatch(known.leading::contains))
			.findFirst()
			.orElseGet(() -> {
				UnitDatabase added = new UnitDatabase(parts.get(0), Collections.newSetFromMap(new IdentityHashMap<>()));
				databases.add(added);
				return added;
			});
		database.leading.addAll(parts);
		database.leading.add(sessionFactory);
	}

	private static AccelerateException refused(SessionFactoryImplementor sessionFactory, String reason) {
		return new AccelerateException(ErrorCode.P6001,
				"The persistence unit '" + sessionFactory.getProperties().get(PersistenceSettings.PERSISTENCE_UNIT_NAME)
						+ "' " + reason + ", so that it is not known which invalidation log its writes belong to "
						+ "(accelerate.invalidation.log=table). Give the unit one DataSource, name it in "
						+ "accelerate.invalidation.excluded-units if others write what it reads, or set "
						+ "accelerate.invalidation.log=local if there is one instance only");
	}

}
