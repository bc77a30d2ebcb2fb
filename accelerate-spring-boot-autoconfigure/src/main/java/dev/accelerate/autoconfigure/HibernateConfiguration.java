package dev.accelerate.autoconfigure;

import dev.accelerate.autoconfigure.InvalidationProperties.Catalog;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.jpa.HibernatePersistenceUnitResolver;
import dev.accelerate.jpa.SessionTracker;
import dev.accelerate.jpa.SessionTrackerPostProcessor;
import dev.accelerate.jpa.UnitDependencyTracker;
import dev.accelerate.jpa.schema.SchemaTracker;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.SeenDependency;
import dev.accelerate.tracking.SessionSettings;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionManager;

/**
 * Configuration of Hibernate's side of the cache.
 */
@Configuration(proxyBeanMethods = false)
class HibernateConfiguration {

	@Bean
	HibernatePersistenceUnitResolver acceleratePersistenceUnitResolver(TableDirectory directory, SqlAnalyzer statements,
			TransactionTracker transactions, SchemaTracker schema, UnkeyedDependencyFinder unkeyed) {
		return new HibernatePersistenceUnitResolver(directory, statements, transactions, schema, unkeyed);
	}

	@Bean
	SchemaTracker accelerateSchemaTracker(SqlAnalyzer statements, DatabaseCatalogs catalogs,
			AccelerateProperties properties) {
		boolean read = properties.isEnabled() && properties.getInvalidation().getCatalog() == Catalog.AUTO;
		return new SchemaTracker(statements, read ? catalogs : null);
	}

	@Bean
	SessionTracker accelerateSessionTracker(StatementTracker statements, Invalidations invalidations, LoadTracker loads,
			TransactionTracker transactions, SessionSettings settings, SeenDependency seen,
			UnkeyedDependencyFinder unkeyed, ThreadStateHolder threads) {
		return new SessionTracker(statements, invalidations, loads, threads,
				() -> new UnitDependencyTracker(unkeyed, loads, transactions, settings, seen));
	}

	@Bean
	UnkeyedDependencyFinder accelerateUnkeyedDependencyFinder(AccelerateProperties properties,
			ObjectProvider<TransactionManager> managers) {
		return new UnkeyedDependencyFinder(properties.getTenancy() == AccelerateProperties.Tenancy.SINGLE,
				!properties.getInvalidation().getReplicaLag().isZero(), managers::stream);
	}

	@Bean
	static SessionTrackerPostProcessor accelerateSessionTrackerPostProcessor(ObjectProvider<SessionTracker> tracking,
			ObjectProvider<SchemaTracker> schema) {
		return new SessionTrackerPostProcessor(tracking::getObject, schema::getObject);
	}

}
