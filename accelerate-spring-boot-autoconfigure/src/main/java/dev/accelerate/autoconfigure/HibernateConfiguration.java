package dev.accelerate.autoconfigure;

import dev.accelerate.autoconfigure.InvalidationProperties.Catalog;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.core.LoadScopes;
import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.SeenDependency;
import dev.accelerate.core.SessionSettings;
import dev.accelerate.core.StatementTracker;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.SqlStatements;
import dev.accelerate.invalidation.TableDirectory;
import dev.accelerate.jpa.HiddenDependencies;
import dev.accelerate.jpa.HibernatePersistenceUnits;
import dev.accelerate.jpa.SchemaTracking;
import dev.accelerate.jpa.SessionTracking;
import dev.accelerate.jpa.SessionTrackingPostProcessor;
import dev.accelerate.jpa.UnitDependencies;

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
	HibernatePersistenceUnits acceleratePersistenceUnits(TableDirectory directory, SqlStatements statements,
			OpenTransactions transactions, SchemaTracking schema, HiddenDependencies hidden) {
		return new HibernatePersistenceUnits(directory, statements, transactions, schema, hidden);
	}

	@Bean
	SchemaTracking accelerateSchemaTracking(SqlStatements statements, DatabaseCatalogs catalogs,
			AccelerateProperties properties) {
		boolean read = properties.isEnabled() && properties.getInvalidation().getCatalog() == Catalog.AUTO;
		return new SchemaTracking(statements, read ? catalogs : null);
	}

	@Bean
	SessionTracking accelerateSessionTracking(StatementTracker statements, Invalidations invalidations,
			LoadScopes scopes, OpenTransactions transactions, SessionSettings settings, SeenDependency seen,
			HiddenDependencies hidden) {
		return new SessionTracking(statements, invalidations, scopes,
				() -> new UnitDependencies(hidden, scopes, transactions, settings, seen));
	}

	@Bean
	HiddenDependencies accelerateHiddenDependencies(AccelerateProperties properties,
			ObjectProvider<TransactionManager> managers) {
		return new HiddenDependencies(properties.getTenancy() == AccelerateProperties.Tenancy.SINGLE,
				!properties.getInvalidation().getReplicaLag().isZero(), managers::stream);
	}

	@Bean
	static SessionTrackingPostProcessor accelerateSessionTrackingPostProcessor(ObjectProvider<SessionTracking> tracking,
			ObjectProvider<SchemaTracking> schema) {
		return new SessionTrackingPostProcessor(tracking::getObject, schema::getObject);
	}

}
